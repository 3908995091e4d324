import { formWords, notYoursCard } from '../../content/bot/refusals.ts';
import { whichCollegeForm } from '../../content/bot/which-college-form.ts';
import { collegeTitle } from '../../content/format.ts';
import { type FieldErrors, readForm } from '../../content/model/form.ts';
import type { Ask, PlainAsk, UnderstoodAsk } from '../../content/model/intent.ts';
import {
  allBoundCard,
  bindWords,
  boundCard,
  expiredCodeCard,
  noMailboxCard,
  strangerCard,
  tooManyCodesCard,
} from '../../content/people/cards.ts';
import { bindCodeForm, digitsIn } from '../../content/people/forms.ts';
import type { KnownPerson } from '../../domain/people/person.ts';
import { readUai } from '../../domain/uai.ts';
import type { Speaker, TalkDeps } from '../model/context.ts';
import {
  type Bookmark,
  type CardTurn,
  type FormTurn,
  formTurn,
  type Sent,
  signed,
  type Turn,
} from '../model/views.ts';

type Next = PlainAsk | UnderstoodAsk | undefined;

/** Their chat's own account, whoever they are. */
const identityOf = (speaker: Speaker) => {
  const { mail, name } = speaker.kind === 'known' ? speaker.person : speaker;
  return { mail, name };
};

/** Becoming bound to a collège: which one, then the code that its official mailbox is sent. */
export function makeBindConversation(deps: TalkDeps) {
  const { setting, findColleges, askBindingCode, enterBindingCode, trustContact } = deps;

  /** Those that they are not bound to yet. */
  async function collegesFor(speaker: Speaker) {
    const bound = speaker.kind === 'known' ? speaker.person.boundTo : [];
    const { colleges } = await findColleges('');
    return colleges.filter(({ uai }) => !bound.includes(uai));
  }

  async function open(speaker: Speaker, opening: string, next: Next): Promise<Turn> {
    const colleges = await collegesFor(speaker);
    if (colleges.length === 0) return signed(allBoundCard(), setting);
    const form = whichCollegeForm('bind-college', colleges);
    return formTurn({
      form,
      about: bindWords.about(identityOf(speaker)),
      bookmark: { form: form.id, seenVersion: 0, opening, step: 0, ask: next },
      sendLabel: formWords.askCode,
    });
  }

  async function takeCollege(speaker: Speaker, { bookmark, answers }: Sent): Promise<Turn> {
    const form = whichCollegeForm('bind-college', await collegesFor(speaker));
    const reading = readForm(form, answers);
    const shown = await open(speaker, bookmark.opening, nextOf(bookmark));
    if (shown.kind === 'card') return shown;
    if (reading.kind === 'invalid') return { ...shown, answers, errors: reading.errors };
    const chosen = readUai(reading.values.college);
    if (chosen.kind !== 'uai') return signed(notYoursCard(), setting);
    const { door, account, kind } = speaker;
    const outcome = await askBindingCode({
      ...{ door, account, uai: chosen.uai, vouched: kind === 'known' },
      ...identityOf(speaker),
    });
    switch (outcome.kind) {
      case 'asked':
        return showCode(speaker, { ...bookmark, uai: chosen.uai, id: outcome.challengeId });
      case 'asked-owner':
        return showCode(speaker, { ...bookmark, uai: undefined, id: outcome.challengeId });
      case 'bound-already':
        return signed(boundCard(outcome.college), setting);
      case 'no-mailbox':
        return signed(noMailboxCard(outcome.college, setting), setting);
      case 'too-many':
        return signed(tooManyCodesCard(), setting);
      case 'unknown-college':
        return signed(notYoursCard(), setting);
    }
  }

  async function showCode(
    speaker: Speaker,
    at: Bookmark,
    errors: FieldErrors = {},
  ): Promise<FormTurn> {
    const { colleges } = await findColleges('');
    const college = colleges.find(({ uai }) => uai === at.uai);
    return formTurn({
      form: bindCodeForm,
      about: college ? collegeTitle(college) : bindWords.about(identityOf(speaker)),
      alert: college ? bindWords.sent : bindWords.sentToYou,
      errors,
      bookmark: { ...at, form: bindCodeForm.id },
      sendLabel: formWords.enterCode,
    });
  }

  return {
    open,

    /** To a stranger, before anything. */
    greet({ name }: { readonly name: string }, ask: Ask): CardTurn {
      const next = ask.kind === 'bind' ? ask.next : ask;
      return signed(strangerCard(name, next), setting);
    },

    takeCollege,

    /** `bound`: the talk goes on with what they wanted. */
    async takeCode(speaker: Speaker, { bookmark, answers }: Sent): Promise<Turn | Bound> {
      const reading = readForm(bindCodeForm, answers);
      const typed = reading.kind === 'valid' ? digitsIn(reading.values.code) : undefined;
      if (!typed) return showCode(speaker, bookmark, { code: bindWords.notACode });
      const { door, account } = speaker;
      const { mail } = identityOf(speaker);
      const entry = { door, mail, challengeId: bookmark.id ?? '', typed };
      const outcome = await enterBindingCode(entry);
      switch (outcome.kind) {
        case 'bound':
          if (speaker.kind === 'stranger') await trustContact(door, account);
          return { kind: 'bound', person: outcome.person, next: nextOf(bookmark) };
        case 'wrong':
          return showCode(speaker, bookmark, { code: bindWords.wrong(outcome.triesLeft) });
        case 'expired':
          return signed(expiredCodeCard(nextOf(bookmark)), setting);
      }
    },
  };
}

export interface Bound {
  readonly kind: 'bound';
  readonly person: KnownPerson;
  readonly next: Next;
}

function nextOf({ ask }: Bookmark): Next {
  return ask?.kind === 'bind' ? ask.next : ask;
}
