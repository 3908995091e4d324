import * as z from 'zod';
import { text } from '../fields.ts';
import type { Form } from '../form.ts';

const liftSchema = z.object({
  note: text({
    label: 'Ce qui a été fait',
    hint: 'Par exemple : serrures changées le 3 février. Envoyé au collège et gardé dans l’historique.',
    maxLength: 1000,
  }),
});

/** What the service Éducation says when it lifts a réserve. */
export const reserveForm: Form<z.output<typeof liftSchema>> = {
  id: 'reserve',
  title: 'Lever une réserve',
  shortTitle: 'Lever une réserve',
  steps: [{ title: 'Lever une réserve', fields: ['note'] }],
  schema: liftSchema,
};
