import { notYoursCard, outdatedCard } from '../../content/bot/refusals.ts';
import {
  anotherDamage,
  damageCard,
  photoWords,
  whichDamageForm,
} from '../../content/damages/cards.ts';
import { readForm } from '../../content/model/form.ts';
import type { PlainAsk } from '../../content/model/intent.ts';
import { readDamageReference } from '../../domain/reference.ts';
import type { Known, TalkDeps } from '../model/context.ts';
import { formTurn, type Sent, signed, type Turn } from '../model/views.ts';

type PhotosAsk = Extract<PlainAsk, { readonly kind: 'photos' }>;
type ReportAsk = Extract<PlainAsk, { readonly kind: 'report' }>;
type Report = (speaker: Known, ask: ReportAsk, opening: string) => Promise<Turn>;

/** Photos that came in a message: of what was reported just now, or of something that is reported with them. */
export function makePhotosConversation(deps: TalkDeps, report: Report) {
  const { setting, recentDamages, addPhotos, openDamage } = deps;

  async function open(speaker: Known, ask: PhotosAsk, opening: string): Promise<Turn> {
    const recent = await recentDamages(speaker.person);
    if (recent.length === 0) return report(speaker, reportOf(ask), opening);
    const form = whichDamageForm(recent);
    return formTurn({
      form,
      about: photoWords.received(ask.files.length),
      bookmark: { form: form.id, seenVersion: 0, opening, step: 0, ask },
      sendLabel: photoWords.add,
    });
  }

  async function add({ person: by, door }: Known, { reference, ask, opening }: Adding) {
    const which = readDamageReference(reference);
    if (!which) return signed(outdatedCard(), setting);
    const photos = ask.files.map((file) => ({ door, file }));
    const outcome = await addPhotos({ ...which, by, opening, photos });
    const opened = await openDamage(which, by);
    if (outcome.kind === 'not-yours' || !opened) return signed(notYoursCard(), setting);
    const done = photoWords.added(outcome.added, outcome.leftOut);
    return signed(damageCard({ ...opened, by, done }, setting), setting);
  }

  return {
    open,

    async take(speaker: Known, { bookmark, answers }: Sent): Promise<Turn> {
      const { ask, opening } = bookmark;
      if (ask?.kind !== 'photos') return signed(outdatedCard(), setting);
      const reading = readForm(whichDamageForm(await recentDamages(speaker.person)), answers);
      if (reading.kind === 'valid') {
        const { damage: reference } = reading.values;
        if (reference === anotherDamage) return report(speaker, reportOf(ask), opening);
        return add(speaker, { reference, ask, opening });
      }
      const shown = await open(speaker, ask, opening);
      // The half hour may have ended meanwhile: then another form is shown.
      if (shown.kind !== 'form' || shown.form.id !== bookmark.form) return shown;
      return { ...shown, answers, errors: reading.errors };
    },
  };
}

interface Adding {
  readonly reference: string;
  readonly ask: PhotosAsk;
  readonly opening: string;
}

function reportOf({ files, uai, answers }: PhotosAsk): ReportAsk {
  return { kind: 'report', files, uai, answers };
}
