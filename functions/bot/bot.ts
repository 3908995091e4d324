import { confirmIntentCard, helpCard, unlinkedUserHelpCard } from '../content/bot/help.ts';
import {
  collegesOnlyCard,
  formTexts,
  noCollegeCard,
  outdatedCard,
} from '../content/bot/refusals.ts';
import { whichCollegeForm } from '../content/bot/which-college-form.ts';
import { damageForm, damageStatusForm, followUpForm } from '../content/damages/forms.ts';
import { correctionForm, declarationForm } from '../content/declarations/forms.ts';
import { receiptForm } from '../content/deliveries/receipt-form.ts';
import { parseForm } from '../content/model/form.ts';
import type { Intent, PlainIntent } from '../content/model/intent.ts';
import { linkCodeForm } from '../content/people/forms.ts';
import { findCollege } from '../domain/colleges/college.ts';
import { isEducation } from '../domain/people/person.ts';
import { parseUai } from '../domain/uai.ts';
import { findColleges } from '../use-cases/campaigns.ts';
import { createDamageDialog, createReportDialog } from './dialogs/damages.ts';
import { createCorrectionDialog, createNothingNeededDialog } from './dialogs/declarations.ts';
import { createNeedsDialog } from './dialogs/declare-needs.ts';
import { createDeliveryDialog } from './dialogs/deliveries.ts';
import { createLinkAccountDialog } from './dialogs/link-account.ts';
import { createOverviewDialog } from './dialogs/overview.ts';
import { createPhotosDialog } from './dialogs/photos.ts';
import type { Bot, BotDeps, BotUser, LinkedUser } from './model/context.ts';
import { type FormSubmission, formView, messageWithFooter, type View } from './model/views.ts';

/** Those that may leave open which collège is meant. */
type OfCollege = Extract<
  PlainIntent,
  { readonly kind: 'status' | 'deliveries' | 'declare' | 'declare-nothing' | 'report' }
>;

/** The conversations of the counter, over its use cases. */
export function createBot(deps: BotDeps): Bot {
  const { setting } = deps;
  const overview = createOverviewDialog(deps);
  const declare = createNeedsDialog(deps);
  const nothing = createNothingNeededDialog(deps);
  const report = createReportDialog(deps);
  const damage = createDamageDialog(deps);
  const photos = createPhotosDialog(deps, handleCollegeIntent);
  const delivery = createDeliveryDialog(deps);
  const correction = createCorrectionDialog(deps);
  const accountLink = createLinkAccountDialog(deps);

  function handleLinkedIntent(
    botUser: LinkedUser,
    intent: Intent,
    idempotencyKey: string,
  ): View | Promise<View> {
    switch (intent.kind) {
      case 'overview':
      case 'home':
        if (!intent.uai) return overview.first(intent.kind, botUser);
        return overview.ofCollege(intent.kind, botUser, intent.uai);
      case 'help':
        return messageWithFooter(helpCard(intent.input, setting), setting);
      case 'confirm':
        return messageWithFooter(confirmIntentCard(intent), setting);
      case 'file-nothing':
        return nothing.file(botUser, intent);
      case 'photos':
        return photos.open(botUser, intent, idempotencyKey);
      case 'damage':
        return damage.card(botUser, intent);
      case 'follow-up':
        return damage.followUp.open(botUser, intent, idempotencyKey);
      case 'update-damage-status':
        return damage.statusUpdate.open(botUser, intent, idempotencyKey);
      case 'delivery':
        return delivery.card(botUser, intent);
      case 'receive':
        return delivery.receive.open(botUser, intent, idempotencyKey);
      case 'request-correction':
        return correction.open(botUser, intent, idempotencyKey);
      case 'link-account':
        return accountLink.open(botUser, idempotencyKey, intent.next);
      case 'status':
      case 'deliveries':
      case 'declare':
      case 'declare-nothing':
      case 'report':
        return handleCollegeIntent(botUser, intent, idempotencyKey);
    }
  }

  /** Asks which collège is meant where it is not said, and there is a choice. */
  async function handleCollegeIntent(
    botUser: LinkedUser,
    intent: OfCollege,
    idempotencyKey: string,
  ): Promise<View> {
    const uai = intent.uai ?? onlyOne(await choicesFor(botUser, intent))?.uai;
    if (!uai) return askForCollege(botUser, intent, idempotencyKey);
    switch (intent.kind) {
      case 'status':
      case 'deliveries':
        return overview.ofCollege(intent.kind, botUser, uai);
      case 'declare':
        return declare.open(botUser, { uai, idempotencyKey, prefill: intent.answers });
      case 'declare-nothing':
        return nothing.confirm(botUser, uai, idempotencyKey);
      case 'report':
        return report.open(botUser, uai, {
          idempotencyKey,
          answers: intent.answers,
          files: intent.files,
        });
    }
  }

  /** Those they may read about or, to write, those they speak for. */
  async function choicesFor({ person }: LinkedUser, { kind }: OfCollege) {
    const { colleges } = await findColleges(deps, '');
    const reads = kind === 'status' || kind === 'deliveries';
    if (reads && isEducation(person)) return colleges;
    return person.memberOf.flatMap((uai) => findCollege(colleges, uai) ?? []);
  }

  async function askForCollege(
    botUser: LinkedUser,
    intent: OfCollege,
    idempotencyKey: string,
  ): Promise<View> {
    const choices = await choicesFor(botUser, intent);
    if (choices.length === 0) {
      const card = isEducation(botUser.person) ? collegesOnlyCard : noCollegeCard;
      return messageWithFooter(card(setting), setting);
    }
    const form = whichCollegeForm('which-college', choices);
    return formView({
      form,
      about: botUser.person.name,
      formState: { form: form.id, expectedVersion: 0, idempotencyKey, step: 0, intent },
      sendLabel: formTexts.next,
    });
  }

  async function handleCollegeChoice(
    botUser: LinkedUser,
    { formState, answers }: FormSubmission,
  ): Promise<View> {
    const { intent, idempotencyKey } = formState;
    if (!intent || !canNameCollege(intent)) return messageWithFooter(outdatedCard(), setting);
    const form = whichCollegeForm('which-college', await choicesFor(botUser, intent));
    const parsed = parseForm(form, answers);
    const chosen = parsed.kind === 'valid' ? parseUai(parsed.values.college) : undefined;
    if (chosen?.kind === 'uai') {
      return handleCollegeIntent(botUser, { ...intent, uai: chosen.uai }, idempotencyKey);
    }
    const shown = await askForCollege(botUser, intent, idempotencyKey);
    const errors = parsed.kind === 'invalid' ? parsed.errors : {};
    return shown.kind === 'form' ? { ...shown, answers, errors } : shown;
  }

  const formHandlers: Readonly<
    Record<string, (botUser: LinkedUser, submission: FormSubmission) => Promise<View>>
  > = {
    'which-college': handleCollegeChoice,
    [declarationForm.id]: declare.handleSubmission,
    [damageForm.id]: report.handleSubmission,
    'which-damage': photos.handleSubmission,
    [followUpForm.id]: damage.followUp.handleSubmission,
    [damageStatusForm.id]: damage.statusUpdate.handleSubmission,
    [receiptForm.id]: delivery.receive.handleSubmission,
    [correctionForm.id]: correction.handleSubmission,
  };

  async function handleCode(botUser: BotUser, submission: FormSubmission): Promise<View> {
    const view = await accountLink.handleCode(botUser, submission);
    if (view.kind !== 'linked') return view;
    const { channel, account } = botUser;
    const linkedUser: LinkedUser = { kind: 'linked', channel, account, person: view.person };
    return handleLinkedIntent(
      linkedUser,
      view.next ?? { kind: 'overview' },
      submission.formState.idempotencyKey,
    );
  }

  return {
    async handleIntent(botUser, intent, idempotencyKey) {
      if (botUser.kind === 'linked') return handleLinkedIntent(botUser, intent, idempotencyKey);
      if (intent.kind === 'link-account')
        return accountLink.open(botUser, idempotencyKey, intent.next);
      if (intent.kind === 'help')
        return messageWithFooter(unlinkedUserHelpCard(intent.input, setting), setting);
      return accountLink.greet(botUser, intent);
    },

    async handleSubmission(botUser, submission) {
      const { form, intent } = submission.formState;
      if (form === 'bind-college') return accountLink.handleCollege(botUser, submission);
      if (form === linkCodeForm.id) return handleCode(botUser, submission);
      if (botUser.kind === 'unlinked')
        return accountLink.greet(botUser, intent ?? { kind: 'overview' });
      const handleForm = Object.hasOwn(formHandlers, form) ? formHandlers[form] : undefined;
      return handleForm
        ? handleForm(botUser, submission)
        : messageWithFooter(outdatedCard(), setting);
    },
  };
}

function onlyOne<Thing>(things: readonly Thing[]): Thing | undefined {
  return things.length === 1 ? things[0] : undefined;
}

function canNameCollege(intent: Intent): intent is OfCollege {
  return ['status', 'deliveries', 'declare', 'declare-nothing', 'report'].includes(intent.kind);
}
