import type { Context } from 'hono';
import { isOpen } from '../../../domain/damages/damage.ts';
import { readDamageReference } from '../../../domain/damages/damage-reference.ts';
import type { Answers } from '../../../domain/declarations/declaration.ts';
import { isEducation, maySpeakFor } from '../../../domain/people/person.ts';
import type { FieldErrors, Form } from '../../../words/form.ts';
import { followUpForm } from '../../../words/forms/follow-up-form.ts';
import { moveForm } from '../../../words/forms/move-form.ts';
import { damageRefusals, damageTitle, moveRefusals } from '../../../words/pages/damage.ts';
import { summed } from '../forms/summed-errors.ts';
import { allowPhotosFrom } from '../frame/guard-headers.ts';
import type { ShowPage } from '../frame/page.tsx';
import { showNotFound, TypedAnswers } from '../frame/refusals.tsx';
import { personOf } from '../sign-in/identity.ts';
import type { WebDeps } from '../web-deps.ts';
import { FollowUpForm, MoveForm } from './damage-answer-forms.tsx';
import { DamageMeanwhile, DamageView } from './damage-view.tsx';

export interface DamageContent {
  readonly status: 200 | 409 | 422;
  /** The form that was sent and was not good, shown again as it was. */
  readonly sent?: {
    readonly form: Form;
    readonly answers: Answers;
    readonly errors?: FieldErrors;
    readonly opening?: string;
  };
  /** What they had before their eyes while somebody else wrote. */
  readonly seenVersion?: number;
}

export type ShowDamage = (c: Context, content: DamageContent) => Promise<Response>;

/** The page of one damage, with what whoever asks for it may do there. */
export function makeShowDamage(deps: WebDeps, show: ShowPage): ShowDamage {
  const { viewDamage, newId, site } = deps;
  const { timeZone } = site;

  return async (c, { status, sent, seenVersion }) => {
    const person = personOf(c);
    const which = readDamageReference(c.req.param('reference') ?? '');
    const file = which && (await viewDamage(which, person));
    const typed = sent && <TypedAnswers {...sent} />;
    if (!file) return showNotFound(c, show, typed);
    const { damage, college, photos } = file;
    const [link] = photos.flatMap((photo) => photo.link ?? []);
    if (link) allowPhotosFrom(c, link);
    const mine = maySpeakFor(person, college.uai);
    const mayMove = isEducation(person) && isOpen(damage);
    const shown = (form: Form) => {
      const { answers = {}, errors = {}, opening = newId() } = sent?.form === form ? sent : {};
      return { damage, answers, errors, opening };
    };
    const stale = sent?.form === moveForm ? moveRefusals.stale : damageRefusals.stale.text;
    return show(c, {
      title: seenVersion === undefined ? damageTitle(damage) : damageRefusals.stale.title,
      status,
      errors: sent?.errors && summed(sent.form, sent.errors),
      body: (
        <>
          {seenVersion !== undefined && (
            <DamageMeanwhile {...{ damage, seenVersion, timeZone, text: stale }} />
          )}
          {sent?.form === moveForm && !mayMove && typed}
          <DamageView {...{ damage, college, photos, mine, timeZone }}>
            {mayMove && <MoveForm {...shown(moveForm)} />}
            {mine && <FollowUpForm {...shown(followUpForm)} />}
          </DamageView>
        </>
      ),
    });
  };
}
