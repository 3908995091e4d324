import { forbiddenCard, formTexts } from '../../content/bot/refusals.ts';
import { whichCollegeForm } from '../../content/bot/which-college-form.ts';
import { collegeTitle } from '../../content/format.ts';
import { type FieldErrors, parseForm } from '../../content/model/form.ts';
import type { Intent, IntentToConfirm, PlainIntent } from '../../content/model/intent.ts';
import {
  accountLinkedCard,
  allLinkedCard,
  expiredCodeCard,
  linkAccountTexts,
  noMailboxCard,
  tooManyCodesCard,
  unlinkedUserCard,
} from '../../content/people/cards.ts';
import { digitsIn, linkCodeForm } from '../../content/people/forms.ts';
import type { KnownPerson } from '../../domain/people/person.ts';
import { parseUai } from '../../domain/uai.ts';
import { findColleges } from '../../use-cases/campaigns.ts';
import type { BotDeps, BotUser } from '../model/context.ts';
import {
  type FormState,
  type FormSubmission,
  type FormView,
  formView,
  type MessageView,
  messageWithFooter,
  type View,
} from '../model/views.ts';

type Next = PlainIntent | IntentToConfirm | undefined;

/** Their chat's own account, whoever they are. */
const identityOf = (botUser: BotUser) => {
  const { mail, name } = botUser.kind === 'linked' ? botUser.person : botUser;
  return { mail, name };
};

/** Becoming bound to a collège: which one, then the code that its official mailbox is sent. */
export function createLinkAccountDialog(deps: BotDeps) {
  const { setting, requestLinkCode, enterLinkCode, trustChatUser } = deps;

  /** Those that they are not bound to yet. */
  async function collegesFor(botUser: BotUser) {
    const memberOf = botUser.kind === 'linked' ? botUser.person.memberOf : [];
    const { colleges } = await findColleges(deps, '');
    return colleges.filter(({ uai }) => !memberOf.includes(uai));
  }

  async function open(botUser: BotUser, idempotencyKey: string, next: Next): Promise<View> {
    const colleges = await collegesFor(botUser);
    if (colleges.length === 0) return messageWithFooter(allLinkedCard(), setting);
    const form = whichCollegeForm('bind-college', colleges);
    return formView({
      form,
      about: linkAccountTexts.about(identityOf(botUser)),
      formState: { form: form.id, expectedVersion: 0, idempotencyKey, step: 0, intent: next },
      sendLabel: formTexts.requestCode,
    });
  }

  async function handleCollege(
    botUser: BotUser,
    { formState, answers }: FormSubmission,
  ): Promise<View> {
    const form = whichCollegeForm('bind-college', await collegesFor(botUser));
    const parsed = parseForm(form, answers);
    const shown = await open(botUser, formState.idempotencyKey, nextOf(formState));
    if (shown.kind === 'message') return shown;
    if (parsed.kind === 'invalid') return { ...shown, answers, errors: parsed.errors };
    const chosen = parseUai(parsed.values.college);
    if (chosen.kind !== 'uai') return messageWithFooter(forbiddenCard(), setting);
    const { channel, account, kind } = botUser;
    const outcome = await requestLinkCode({
      ...{ channel, account, uai: chosen.uai, vouched: kind === 'linked' },
      ...identityOf(botUser),
    });
    switch (outcome.kind) {
      case 'asked':
        return showCode(botUser, { ...formState, uai: chosen.uai, id: outcome.challengeId });
      case 'asked-owner':
        return showCode(botUser, { ...formState, uai: undefined, id: outcome.challengeId });
      case 'already-linked':
        return messageWithFooter(accountLinkedCard(outcome.college), setting);
      case 'no-mailbox':
        return messageWithFooter(noMailboxCard(outcome.college, setting), setting);
      case 'too-many':
        return messageWithFooter(tooManyCodesCard(), setting);
      case 'unknown-college':
        return messageWithFooter(forbiddenCard(), setting);
    }
  }

  async function showCode(
    botUser: BotUser,
    at: FormState,
    errors: FieldErrors = {},
  ): Promise<FormView> {
    const { colleges } = await findColleges(deps, '');
    const college = colleges.find(({ uai }) => uai === at.uai);
    return formView({
      form: linkCodeForm,
      about: college ? collegeTitle(college) : linkAccountTexts.about(identityOf(botUser)),
      alert: college ? linkAccountTexts.sent : linkAccountTexts.sentToYou,
      errors,
      formState: { ...at, form: linkCodeForm.id },
      sendLabel: formTexts.enterCode,
    });
  }

  return {
    open,

    /** To a stranger, before anything. */
    greet({ name }: { readonly name: string }, intent: Intent): MessageView {
      const next = intent.kind === 'link-account' ? intent.next : intent;
      return messageWithFooter(unlinkedUserCard(name, next), setting);
    },

    handleCollege,

    /** `bound`: the talk goes on with what they wanted. */
    async handleCode(
      botUser: BotUser,
      { formState, answers }: FormSubmission,
    ): Promise<View | AccountLinked> {
      const parsed = parseForm(linkCodeForm, answers);
      const input = parsed.kind === 'valid' ? digitsIn(parsed.values.code) : undefined;
      if (!input) return showCode(botUser, formState, { code: linkAccountTexts.notACode });
      const { channel, account } = botUser;
      const { mail } = identityOf(botUser);
      const entry = { channel, mail, challengeId: formState.id ?? '', input };
      const outcome = await enterLinkCode(entry);
      switch (outcome.kind) {
        case 'linked':
          if (botUser.kind === 'unlinked') await trustChatUser(channel, account);
          return { kind: 'linked', person: outcome.person, next: nextOf(formState) };
        case 'wrong':
          return showCode(botUser, formState, { code: linkAccountTexts.wrong(outcome.triesLeft) });
        case 'expired':
          return messageWithFooter(expiredCodeCard(nextOf(formState)), setting);
      }
    },
  };
}

export interface AccountLinked {
  readonly kind: 'linked';
  readonly person: KnownPerson;
  readonly next: Next;
}

function nextOf({ intent }: FormState): Next {
  return intent?.kind === 'link-account' ? intent.next : intent;
}
