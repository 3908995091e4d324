import type { Context } from 'hono';
import type { Answers } from '../../../domain/declarations/declaration.ts';
import { readDeliveryReference } from '../../../domain/deliveries/delivery-reference.ts';
import type { ChangeDeliveryCommand } from '../../../use-cases/deliveries/change-delivery.ts';
import type { Form } from '../../../words/form.ts';
import { answersIn, openingIn, versionIn } from '../forms/posted-form.ts';
import { personOf } from '../sign-in/identity.ts';

/** A form about a delivery, as it was sent. */
export interface PostedAct {
  readonly form: Form;
  readonly answers: Answers;
  readonly opening: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Absent where the address names no delivery. */
  readonly command: ChangeDeliveryCommand | undefined;
}

export function deliveryIn(c: Context) {
  return readDeliveryReference(c.req.param('reference') ?? '');
}

export async function readPostedAct(
  c: Context,
  form: Form,
  newId: () => string,
): Promise<PostedAct> {
  const body = await c.req.parseBody({ all: true });
  const opening = openingIn(body) || newId();
  const which = deliveryIn(c);
  const command = which && {
    ...which,
    by: personOf(c),
    door: 'web' as const,
    opening,
    seenVersion: versionIn(body),
  };
  return { form, answers: answersIn(form, body), opening, body, command };
}
