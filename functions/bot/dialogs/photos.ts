import { forbiddenCard, outdatedCard } from '../../content/bot/refusals.ts';
import { anotherDamage, photoTexts, whichDamageForm } from '../../content/damages/cards.ts';
import { parseForm } from '../../content/model/form.ts';
import type { PlainIntent } from '../../content/model/intent.ts';
import { parseDamageReference } from '../../domain/reference.ts';
import { addPhotos } from '../../use-cases/chat-photos.ts';
import { recentDamages } from '../../use-cases/damage-queries.ts';
import type { BotDeps, IntentRequest, LinkedUser } from '../model/context.ts';
import { cardView, type FormSubmission, formView, type View } from '../model/views.ts';
import { showDamage } from './damages.ts';
import { handleCollegeIntent } from './which-college.ts';

type PhotosIntent = Extract<PlainIntent, { readonly kind: 'photos' }>;

/** Photos that came in a message: asks whether they show a damage reported recently, else opens a report with them. */
export async function openPhotosForm(
  deps: BotDeps,
  botUser: LinkedUser,
  request: IntentRequest<PhotosIntent>,
): Promise<View> {
  const recent = await recentDamages(deps, botUser.person);
  if (recent.length === 0) return reportWithPhotos(deps, botUser, request);
  const { intent, idempotencyKey } = request;
  const form = whichDamageForm(recent);
  return formView({
    form,
    about: photoTexts.received(intent.files.length),
    formState: { form: form.id, expectedVersion: 0, idempotencyKey, step: 0, intent },
    sendLabel: photoTexts.add,
  });
}

export async function submitPhotos(
  deps: BotDeps,
  botUser: LinkedUser,
  { formState, answers }: FormSubmission,
): Promise<View> {
  const { intent, idempotencyKey } = formState;
  if (intent?.kind !== 'photos') return cardView(deps, outdatedCard());
  const request = { intent, idempotencyKey };
  const parsed = parseForm(whichDamageForm(await recentDamages(deps, botUser.person)), answers);
  if (parsed.kind === 'valid') {
    const { damage: reference } = parsed.values;
    if (reference === anotherDamage) return reportWithPhotos(deps, botUser, request);
    return addPhotosTo(deps, botUser, { ...request, reference });
  }
  const view = await openPhotosForm(deps, botUser, request);
  // A damage stops being recent after half an hour: then the form that opens is another one.
  if (view.kind !== 'form' || view.form.id !== formState.form) return view;
  return { ...view, answers, errors: parsed.errors };
}

async function addPhotosTo(
  deps: BotDeps,
  botUser: LinkedUser,
  request: IntentRequest<PhotosIntent> & { readonly reference: string },
): Promise<View> {
  const { intent, idempotencyKey, reference } = request;
  const { person: by, channel } = botUser;
  const key = parseDamageReference(reference);
  if (!key) return cardView(deps, outdatedCard());
  const photos = intent.files.map((file) => ({ channel, file }));
  const outcome = await addPhotos(deps, { ...key, by, idempotencyKey, photos });
  if (outcome.kind === 'forbidden') return cardView(deps, forbiddenCard());
  const done = photoTexts.added(outcome.added, outcome.leftOut);
  return showDamage(deps, botUser, { ...key, done });
}

function reportWithPhotos(
  deps: BotDeps,
  botUser: LinkedUser,
  { intent: { files, uai, answers }, idempotencyKey }: IntentRequest<PhotosIntent>,
): Promise<View> {
  const intent = { kind: 'report', files, uai, answers } as const;
  return handleCollegeIntent(deps, botUser, { intent, idempotencyKey });
}
