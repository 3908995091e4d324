import { helpCard, strangerHelpCard, understoodCard } from '../content/bot/help.ts';
import {
  collegesOnlyCard,
  formWords,
  noCollegeCard,
  outdatedCard,
} from '../content/bot/refusals.ts';
import { whichCollegeForm } from '../content/bot/which-college-form.ts';
import { damageForm, followUpForm, moveForm } from '../content/damages/forms.ts';
import { correctionForm, declarationForm } from '../content/declarations/forms.ts';
import { receiptForm } from '../content/deliveries/receipt-form.ts';
import { readForm } from '../content/model/form.ts';
import type { Ask, PlainAsk } from '../content/model/intent.ts';
import { bindCodeForm } from '../content/people/forms.ts';
import { findCollege } from '../domain/colleges/college.ts';
import { isEducation } from '../domain/people/person.ts';
import { readUai } from '../domain/uai.ts';
import { makeDamageConversation, makeReportConversation } from './dialogs/damages.ts';
import { makeAskCorrectionConversation, makeNothingNeeded } from './dialogs/declarations.ts';
import { makeDeclareNeeds } from './dialogs/declare-needs.ts';
import { makeDeliveryConversation } from './dialogs/deliveries.ts';
import { makeBindConversation } from './dialogs/link-account.ts';
import { makeOverview } from './dialogs/overview.ts';
import { makePhotosConversation } from './dialogs/photos.ts';
import type { Known, Speaker, Talk, TalkDeps } from './model/context.ts';
import { formTurn, type Sent, signed, type Turn } from './model/views.ts';

/** Those that may leave open which collège is meant. */
type OfCollege = Extract<
  PlainAsk,
  { readonly kind: 'standing' | 'deliveries' | 'declare' | 'declare-nothing' | 'report' }
>;

/** The conversations of the counter, over its use cases. */
export function makeTalk(deps: TalkDeps): Talk {
  const { setting, findColleges } = deps;
  const overview = makeOverview(deps);
  const declare = makeDeclareNeeds(deps);
  const nothing = makeNothingNeeded(deps);
  const report = makeReportConversation(deps);
  const damage = makeDamageConversation(deps);
  const photos = makePhotosConversation(deps, hearOfCollege);
  const delivery = makeDeliveryConversation(deps);
  const correction = makeAskCorrectionConversation(deps);
  const binding = makeBindConversation(deps);

  function hearKnown(speaker: Known, ask: Ask, opening: string): Turn | Promise<Turn> {
    switch (ask.kind) {
      case 'overview':
      case 'home':
        if (!ask.uai) return overview.first(ask.kind, speaker);
        return overview.ofCollege(ask.kind, speaker, ask.uai);
      case 'help':
        return signed(helpCard(ask.typed, setting), setting);
      case 'understood':
        return signed(understoodCard(ask), setting);
      case 'file-nothing':
        return nothing.file(speaker, ask);
      case 'photos':
        return photos.open(speaker, ask, opening);
      case 'damage':
        return damage.card(speaker, ask);
      case 'follow-up':
        return damage.followUp.open(speaker, ask, opening);
      case 'move-damage':
        return damage.move.open(speaker, ask, opening);
      case 'delivery':
        return delivery.card(speaker, ask);
      case 'receive':
        return delivery.receive.open(speaker, ask, opening);
      case 'ask-correction':
        return correction.open(speaker, ask, opening);
      case 'bind':
        return binding.open(speaker, opening, ask.next);
      case 'standing':
      case 'deliveries':
      case 'declare':
      case 'declare-nothing':
      case 'report':
        return hearOfCollege(speaker, ask, opening);
    }
  }

  /** Asks which collège is meant where it is not said, and there is a choice. */
  async function hearOfCollege(speaker: Known, ask: OfCollege, opening: string): Promise<Turn> {
    const uai = ask.uai ?? onlyOne(await choicesFor(speaker, ask))?.uai;
    if (!uai) return askWhich(speaker, ask, opening);
    switch (ask.kind) {
      case 'standing':
      case 'deliveries':
        return overview.ofCollege(ask.kind, speaker, uai);
      case 'declare':
        return declare.open(speaker, { uai, opening, prefill: ask.answers });
      case 'declare-nothing':
        return nothing.confirm(speaker, uai, opening);
      case 'report':
        return report.open(speaker, uai, { opening, answers: ask.answers, files: ask.files });
    }
  }

  /** Those they may read about or, to write, those they speak for. */
  async function choicesFor({ person }: Known, { kind }: OfCollege) {
    const { colleges } = await findColleges('');
    const reads = kind === 'standing' || kind === 'deliveries';
    if (reads && isEducation(person)) return colleges;
    return person.boundTo.flatMap((uai) => findCollege(colleges, uai) ?? []);
  }

  async function askWhich(speaker: Known, ask: OfCollege, opening: string): Promise<Turn> {
    const choices = await choicesFor(speaker, ask);
    if (choices.length === 0) {
      const card = isEducation(speaker.person) ? collegesOnlyCard : noCollegeCard;
      return signed(card(setting), setting);
    }
    const form = whichCollegeForm('which-college', choices);
    return formTurn({
      form,
      about: speaker.person.name,
      bookmark: { form: form.id, seenVersion: 0, opening, step: 0, ask },
      sendLabel: formWords.next,
    });
  }

  async function takeWhich(speaker: Known, { bookmark, answers }: Sent): Promise<Turn> {
    const { ask, opening } = bookmark;
    if (!ask || !mayName(ask)) return signed(outdatedCard(), setting);
    const form = whichCollegeForm('which-college', await choicesFor(speaker, ask));
    const reading = readForm(form, answers);
    const chosen = reading.kind === 'valid' ? readUai(reading.values.college) : undefined;
    if (chosen?.kind === 'uai') {
      return hearOfCollege(speaker, { ...ask, uai: chosen.uai }, opening);
    }
    const shown = await askWhich(speaker, ask, opening);
    const errors = reading.kind === 'invalid' ? reading.errors : {};
    return shown.kind === 'form' ? { ...shown, answers, errors } : shown;
  }

  const takers: Readonly<Record<string, (speaker: Known, sent: Sent) => Promise<Turn>>> = {
    'which-college': takeWhich,
    [declarationForm.id]: declare.take,
    [damageForm.id]: report.take,
    'which-damage': photos.take,
    [followUpForm.id]: damage.followUp.take,
    [moveForm.id]: damage.move.take,
    [receiptForm.id]: delivery.receive.take,
    [correctionForm.id]: correction.take,
  };

  async function takeCode(speaker: Speaker, sent: Sent): Promise<Turn> {
    const turn = await binding.takeCode(speaker, sent);
    if (turn.kind !== 'bound') return turn;
    const { door, account } = speaker;
    const known: Known = { kind: 'known', door, account, person: turn.person };
    return hearKnown(known, turn.next ?? { kind: 'overview' }, sent.bookmark.opening);
  }

  return {
    async hear(speaker, ask, opening) {
      if (speaker.kind === 'known') return hearKnown(speaker, ask, opening);
      if (ask.kind === 'bind') return binding.open(speaker, opening, ask.next);
      if (ask.kind === 'help') return signed(strangerHelpCard(ask.typed, setting), setting);
      return binding.greet(speaker, ask);
    },

    async take(speaker, sent) {
      const { form, ask } = sent.bookmark;
      if (form === 'bind-college') return binding.takeCollege(speaker, sent);
      if (form === bindCodeForm.id) return takeCode(speaker, sent);
      if (speaker.kind === 'stranger') return binding.greet(speaker, ask ?? { kind: 'overview' });
      const take = Object.hasOwn(takers, form) ? takers[form] : undefined;
      return take ? take(speaker, sent) : signed(outdatedCard(), setting);
    },
  };
}

function onlyOne<Thing>(things: readonly Thing[]): Thing | undefined {
  return things.length === 1 ? things[0] : undefined;
}

function mayName(ask: Ask): ask is OfCollege {
  return ['standing', 'deliveries', 'declare', 'declare-nothing', 'report'].includes(ask.kind);
}
