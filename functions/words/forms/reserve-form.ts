import { fields, text, type ValuesOf } from '../fields.ts';
import type { Form } from '../form.ts';

const liftSchema = fields(() => ({
  note: text({
    label: 'Ce qui a été fait',
    hint: 'Par exemple : serrures changées le 3 février. Envoyé au collège et gardé dans l’historique.',
    maxLength: 1000,
  }),
}));

/** What the service Éducation says when it lifts a réserve. */
export const reserveForm: Form<ValuesOf<typeof liftSchema>> = {
  id: 'reserve',
  title: 'Lever une réserve',
  shortTitle: 'Lever une réserve',
  steps: [{ title: 'Lever une réserve', fields: ['note'] }],
  schema: liftSchema,
};
