import { forbiddenCard, outdatedCard } from '../../content/bot/refusals.ts';
import {
  anotherDamage,
  damageCard,
  photoTexts,
  whichDamageForm,
} from '../../content/damages/cards.ts';
import { parseForm } from '../../content/model/form.ts';
import type { PlainIntent } from '../../content/model/intent.ts';
import { parseDamageReference } from '../../domain/reference.ts';
import type { BotDeps, LinkedUser } from '../model/context.ts';
import { type FormSubmission, formView, messageWithFooter, type View } from '../model/views.ts';

type PhotosIntent = Extract<PlainIntent, { readonly kind: 'photos' }>;
type ReportIntent = Extract<PlainIntent, { readonly kind: 'report' }>;
type Report = (botUser: LinkedUser, intent: ReportIntent, idempotencyKey: string) => Promise<View>;

/** Photos that came in a message: of what was reported just now, or of something that is reported with them. */
export function createPhotosDialog(deps: BotDeps, report: Report) {
  const { setting, recentDamages, addPhotos, openDamage } = deps;

  async function open(
    botUser: LinkedUser,
    intent: PhotosIntent,
    idempotencyKey: string,
  ): Promise<View> {
    const recent = await recentDamages(botUser.person);
    if (recent.length === 0) return report(botUser, reportOf(intent), idempotencyKey);
    const form = whichDamageForm(recent);
    return formView({
      form,
      about: photoTexts.received(intent.files.length),
      formState: { form: form.id, expectedVersion: 0, idempotencyKey, step: 0, intent },
      sendLabel: photoTexts.add,
    });
  }

  async function add(
    { person: by, channel }: LinkedUser,
    { reference, intent, idempotencyKey }: Adding,
  ) {
    const key = parseDamageReference(reference);
    if (!key) return messageWithFooter(outdatedCard(), setting);
    const photos = intent.files.map((file) => ({ channel, file }));
    const outcome = await addPhotos({ ...key, by, idempotencyKey, photos });
    const opened = await openDamage(key, by);
    if (outcome.kind === 'forbidden' || !opened) return messageWithFooter(forbiddenCard(), setting);
    const done = photoTexts.added(outcome.added, outcome.leftOut);
    return messageWithFooter(damageCard({ ...opened, by, done }, setting), setting);
  }

  return {
    open,

    async handleSubmission(
      botUser: LinkedUser,
      { formState, answers }: FormSubmission,
    ): Promise<View> {
      const { intent, idempotencyKey } = formState;
      if (intent?.kind !== 'photos') return messageWithFooter(outdatedCard(), setting);
      const parsed = parseForm(whichDamageForm(await recentDamages(botUser.person)), answers);
      if (parsed.kind === 'valid') {
        const { damage: reference } = parsed.values;
        if (reference === anotherDamage) return report(botUser, reportOf(intent), idempotencyKey);
        return add(botUser, { reference, intent, idempotencyKey });
      }
      const shown = await open(botUser, intent, idempotencyKey);
      // The half hour may have ended meanwhile: then another form is shown.
      if (shown.kind !== 'form' || shown.form.id !== formState.form) return shown;
      return { ...shown, answers, errors: parsed.errors };
    },
  };
}

interface Adding {
  readonly reference: string;
  readonly intent: PhotosIntent;
  readonly idempotencyKey: string;
}

function reportOf({ files, uai, answers }: PhotosIntent): ReportIntent {
  return { kind: 'report', files, uai, answers };
}
