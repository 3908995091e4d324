import type { Context } from 'hono';
import type { Answers } from '../../../domain/declarations/declaration.ts';
import { movesIn } from '../../../domain/deliveries/delivery.ts';
import { isEducation, maySpeakFor } from '../../../domain/people/person.ts';
import type { FieldErrors, Form } from '../../../words/form.ts';
import { deliveryRefusals } from '../../../words/pages/deliveries.ts';
import { deliveryTitle } from '../../../words/pages/delivery.ts';
import { summed } from '../forms/summed-errors.ts';
import { allowPhotosFrom } from '../frame/guard-headers.ts';
import type { ShowPage } from '../frame/page.tsx';
import { showNotFound, TypedAnswers } from '../frame/refusals.tsx';
import { personOf } from '../sign-in/identity.ts';
import type { WebDeps } from '../web-deps.ts';
import { DeliveryMoveForm } from './delivery-move-form-view.tsx';
import { DeliveryView } from './delivery-view.tsx';
import { deliveryIn } from './posted-act.ts';
import { DeliveryMeanwhile } from './refused-act.tsx';

export interface DeliveryContent {
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

/** The page of one delivery, with what whoever asks for it may do there. */
export function makeShowDelivery(deps: WebDeps, show: ShowPage) {
  const { viewReserves, newId, site } = deps;
  const { timeZone } = site;

  return async (c: Context, { status, sent, seenVersion }: DeliveryContent): Promise<Response> => {
    const person = personOf(c);
    const which = deliveryIn(c);
    const file = which && (await viewReserves(which, person));
    const typed = sent && <TypedAnswers {...sent} />;
    if (!file) return showNotFound(c, show, typed);
    const { delivery, college, photos } = file;
    const [link] = [...photos.values()].flat().flatMap((photo) => photo.link ?? []);
    if (link) allowPhotosFrom(c, link);
    const education = isEducation(person);
    const { answers = {}, errors = {}, opening = newId() } = sent ?? {};
    return show(c, {
      title: seenVersion === undefined ? deliveryTitle(delivery) : deliveryRefusals.stale.title,
      status,
      errors: sent?.errors && summed(sent.form, sent.errors),
      body: (
        <>
          {seenVersion !== undefined && (
            <DeliveryMeanwhile {...{ delivery, seenVersion, timeZone }} />
          )}
          {movesIn(delivery).length === 0 && typed}
          <DeliveryView
            {...{ delivery, college, photos, education, timeZone }}
            mine={maySpeakFor(person, college.uai)}
          >
            {education && movesIn(delivery).length > 0 && (
              <DeliveryMoveForm {...{ delivery, answers, errors, opening }} />
            )}
          </DeliveryView>
        </>
      ),
    });
  };
}
