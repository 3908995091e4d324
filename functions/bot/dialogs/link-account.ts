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
import { codeIn, linkCodeForm } from '../../content/people/forms.ts';
import type { Register } from '../../domain/colleges/college.ts';
import type { KnownPerson } from '../../domain/people/person.ts';
import { parseUai } from '../../domain/uai.ts';
import { enterLinkCode, requestLinkCode, trustChatUser } from '../../use-cases/account-linking.ts';
import { findColleges } from '../../use-cases/campaigns.ts';
import type { BotDeps, BotUser } from '../model/context.ts';
import {
  cardView,
  type FormState,
  type FormSubmission,
  type FormView,
  formView,
  type MessageView,
  type View,
} from '../model/views.ts';

/** The intent that goes on once the account is linked. */
type Next = PlainIntent | IntentToConfirm | undefined;

export interface AccountLinked {
  readonly kind: 'linked';
  readonly person: KnownPerson;
  readonly next: Next;
}

/** Answers an unlinked user: how to link the account, before anything else. */
export function greetUnlinkedUser(
  deps: BotDeps,
  { name }: { readonly name: string },
  intent: Intent,
): MessageView {
  const next = intent.kind === 'link-account' ? intent.next : intent;
  return cardView(deps, unlinkedUserCard(name, next));
}

/** Linking begins with the collège; a code is then mailed to its official mailbox. */
export async function openLinkAccountForm(
  deps: BotDeps,
  botUser: BotUser,
  { idempotencyKey, next }: { readonly idempotencyKey: string; readonly next: Next },
): Promise<View> {
  const colleges = await collegesToLink(deps, botUser);
  if (colleges.length === 0) return cardView(deps, allLinkedCard());
  const form = whichCollegeForm('link-college', colleges);
  return formView({
    form,
    about: linkAccountTexts.about(identityOf(botUser)),
    formState: { form: form.id, expectedVersion: 0, idempotencyKey, step: 0, intent: next },
    sendLabel: formTexts.requestCode,
  });
}

export async function submitCollegeToLink(
  deps: BotDeps,
  botUser: BotUser,
  { formState, answers }: FormSubmission,
): Promise<View> {
  const form = whichCollegeForm('link-college', await collegesToLink(deps, botUser));
  const parsed = parseForm(form, answers);
  const { idempotencyKey } = formState;
  const view = await openLinkAccountForm(deps, botUser, {
    idempotencyKey,
    next: nextOf(formState),
  });
  if (view.kind === 'message') return view;
  if (parsed.kind === 'invalid') return { ...view, answers, errors: parsed.errors };
  const chosen = parseUai(parsed.values.college);
  if (chosen.kind !== 'uai') return cardView(deps, forbiddenCard());
  const { channel, account, kind } = botUser;
  const outcome = await requestLinkCode(deps, {
    ...{ channel, account, uai: chosen.uai, vouched: kind === 'linked' },
    ...identityOf(botUser),
  });
  switch (outcome.kind) {
    case 'requested': {
      const codeState = { ...formState, uai: chosen.uai, id: outcome.challengeId };
      return showCodeForm(deps, botUser, { formState: codeState });
    }
    case 'requested-from-owner': {
      const codeState = { ...formState, uai: undefined, id: outcome.challengeId };
      return showCodeForm(deps, botUser, { formState: codeState });
    }
    case 'already-linked':
      return cardView(deps, accountLinkedCard(outcome.college));
    case 'no-mailbox':
      return cardView(deps, noMailboxCard(outcome.college, deps.setting));
    case 'too-many':
      return cardView(deps, tooManyCodesCard());
    case 'unknown-college':
      return cardView(deps, forbiddenCard());
  }
}

export async function submitLinkCode(
  deps: BotDeps,
  botUser: BotUser,
  { formState, answers }: FormSubmission,
): Promise<View | AccountLinked> {
  const parsed = parseForm(linkCodeForm, answers);
  const input = parsed.kind === 'valid' ? codeIn(parsed.values.code) : undefined;
  if (!input) {
    const errors = { code: linkAccountTexts.notACode };
    return showCodeForm(deps, botUser, { formState, errors });
  }
  const { channel, account } = botUser;
  const { mail } = identityOf(botUser);
  const entry = { channel, account, mail, challengeId: formState.id ?? '', input };
  const outcome = await enterLinkCode(deps, entry);
  switch (outcome.kind) {
    case 'linked':
      if (botUser.kind === 'unlinked') await trustChatUser(deps, channel, account);
      return { kind: 'linked', person: outcome.person, next: nextOf(formState) };
    case 'wrong': {
      const errors = { code: linkAccountTexts.wrong(outcome.triesLeft) };
      return showCodeForm(deps, botUser, { formState, errors });
    }
    case 'expired':
      return cardView(deps, expiredCodeCard(nextOf(formState)));
  }
}

async function showCodeForm(
  deps: BotDeps,
  botUser: BotUser,
  { formState, errors = {} }: { readonly formState: FormState; readonly errors?: FieldErrors },
): Promise<FormView> {
  const { colleges } = await findColleges(deps, '');
  const college = colleges.find(({ uai }) => uai === formState.uai);
  return formView({
    form: linkCodeForm,
    about: college ? collegeTitle(college) : linkAccountTexts.about(identityOf(botUser)),
    alert: college ? linkAccountTexts.sent : linkAccountTexts.sentToYou,
    errors,
    formState: { ...formState, form: linkCodeForm.id },
    sendLabel: formTexts.enterCode,
  });
}

/** The collèges that the person is not a member of. */
async function collegesToLink(deps: BotDeps, botUser: BotUser): Promise<Register> {
  const memberOf = botUser.kind === 'linked' ? botUser.person.memberOf : [];
  const { colleges } = await findColleges(deps, '');
  return colleges.filter(({ uai }) => !memberOf.includes(uai));
}

function identityOf(botUser: BotUser) {
  const { mail, name } = botUser.kind === 'linked' ? botUser.person : botUser;
  return { mail, name };
}

function nextOf({ intent }: FormState): Next {
  return intent?.kind === 'link-account' ? intent.next : intent;
}
