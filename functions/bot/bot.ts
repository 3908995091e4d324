import { confirmIntentCard, helpCard, unlinkedUserHelpCard } from '../content/bot/help.ts';
import { outdatedCard } from '../content/bot/refusals.ts';
import { damageForm, damageStatusForm, followUpForm } from '../content/damages/forms.ts';
import { correctionForm, declarationForm } from '../content/declarations/forms.ts';
import { receiptForm } from '../content/deliveries/receipt-form.ts';
import { linkCodeForm } from '../content/people/forms.ts';
import { openDamageForm, showDamage, submitDamageForm } from './dialogs/damages.ts';
import { fileNothingNeeded, openCorrectionForm, submitCorrection } from './dialogs/declarations.ts';
import { submitNeeds } from './dialogs/declare-needs.ts';
import { openReceiptForm, showDelivery, submitReceipt } from './dialogs/deliveries.ts';
import {
  greetUnlinkedUser,
  openLinkAccountForm,
  submitCollegeToLink,
  submitLinkCode,
} from './dialogs/link-account.ts';
import { showCollege, showOverview } from './dialogs/overview.ts';
import { openPhotosForm, submitPhotos } from './dialogs/photos.ts';
import { submitReport } from './dialogs/report-damage.ts';
import { handleCollegeIntent, submitCollegeChoice } from './dialogs/which-college.ts';
import type { Bot, BotDeps, BotUser, IntentRequest, LinkedUser } from './model/context.ts';
import { cardView, type FormSubmission, sharedView, type View } from './model/views.ts';

/** Gives the dialogs their deps; the tests of a channel put a scripted bot in its place. */
export function createBot(deps: BotDeps): Bot {
  return {
    handleIntent: (botUser, intent, idempotencyKey) =>
      handleIntent(deps, botUser, { intent, idempotencyKey }),
    handleSubmission: (botUser, submission) => handleSubmission(deps, botUser, submission),
  };
}

async function handleIntent(
  deps: BotDeps,
  botUser: BotUser,
  { intent, idempotencyKey }: IntentRequest,
): Promise<View> {
  if (botUser.kind === 'linked')
    return handleLinkedIntent(deps, botUser, { intent, idempotencyKey });
  switch (intent.kind) {
    case 'link-account':
      return openLinkAccountForm(deps, botUser, { idempotencyKey, next: intent.next });
    case 'help':
      return cardView(deps, unlinkedUserHelpCard(intent.input, deps.setting));
    default:
      return greetUnlinkedUser(deps, botUser, intent);
  }
}

function handleLinkedIntent(
  deps: BotDeps,
  botUser: LinkedUser,
  { intent, idempotencyKey }: IntentRequest,
): View | Promise<View> {
  switch (intent.kind) {
    case 'overview':
    case 'home': {
      const { kind, uai } = intent;
      return uai ? showCollege(deps, botUser, { kind, uai }) : showOverview(deps, botUser, kind);
    }
    case 'help':
      return sharedView(deps, helpCard(intent.input, deps.setting));
    case 'confirm':
      return cardView(deps, confirmIntentCard(intent));
    case 'file-nothing':
      return fileNothingNeeded(deps, botUser, intent);
    case 'photos':
      return openPhotosForm(deps, botUser, { intent, idempotencyKey });
    case 'damage':
      return showDamage(deps, botUser, intent);
    case 'follow-up':
    case 'update-damage-status':
      return openDamageForm(deps, botUser, { ...intent, idempotencyKey });
    case 'delivery':
      return showDelivery(deps, botUser, intent);
    case 'receive':
      return openReceiptForm(deps, botUser, { ...intent, idempotencyKey });
    case 'request-correction':
      return openCorrectionForm(deps, botUser, { ...intent, idempotencyKey });
    case 'link-account':
      return openLinkAccountForm(deps, botUser, { idempotencyKey, next: intent.next });
    case 'status':
    case 'deliveries':
    case 'declare':
    case 'declare-nothing':
    case 'report':
      return handleCollegeIntent(deps, botUser, { intent, idempotencyKey });
  }
}

type SubmissionHandler = (
  deps: BotDeps,
  botUser: LinkedUser,
  submission: FormSubmission,
) => Promise<View>;

/** By the id of the form. */
const submissionHandlers: Readonly<Record<string, SubmissionHandler>> = {
  'which-college': submitCollegeChoice,
  'which-damage': submitPhotos,
  [declarationForm.id]: submitNeeds,
  [damageForm.id]: submitReport,
  [followUpForm.id]: submitDamageForm,
  [damageStatusForm.id]: submitDamageForm,
  [receiptForm.id]: submitReceipt,
  [correctionForm.id]: submitCorrection,
};

async function handleSubmission(
  deps: BotDeps,
  botUser: BotUser,
  submission: FormSubmission,
): Promise<View> {
  const { form, intent } = submission.formState;
  if (form === 'link-college') return submitCollegeToLink(deps, botUser, submission);
  if (form === linkCodeForm.id) return linkAndContinue(deps, botUser, submission);
  if (botUser.kind === 'unlinked') {
    return greetUnlinkedUser(deps, botUser, intent ?? { kind: 'overview' });
  }
  const submit = Object.hasOwn(submissionHandlers, form) ? submissionHandlers[form] : undefined;
  return submit ? submit(deps, botUser, submission) : cardView(deps, outdatedCard());
}

/** Checks the code, then goes on with the intent that the person had before. */
async function linkAndContinue(
  deps: BotDeps,
  botUser: BotUser,
  submission: FormSubmission,
): Promise<View> {
  const outcome = await submitLinkCode(deps, botUser, submission);
  if (outcome.kind !== 'linked') return outcome;
  const { channel, account } = botUser;
  const linkedUser: LinkedUser = { kind: 'linked', channel, account, person: outcome.person };
  const { idempotencyKey } = submission.formState;
  const intent = outcome.next ?? { kind: 'overview' };
  return handleLinkedIntent(deps, linkedUser, { intent, idempotencyKey });
}
