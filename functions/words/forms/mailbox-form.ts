import { fields, mail } from '../fields.ts';
import type { Form } from '../form.ts';

const mailboxSchema = fields(() => ({
  mailbox: mail({
    label: 'Nouvelle boîte officielle',
    hint: 'L’adresse du collège, et non celle d’une personne : elle rattache les collègues, et passe d’un titulaire du poste à l’autre.',
    missing: 'Indiquez la nouvelle adresse du collège.',
  }),
}));

/** The official mailbox of a collège, once its address has changed. */
export const mailboxForm: Form<{ mailbox: string }> = {
  id: 'mailbox',
  title: 'Changer la boîte officielle',
  shortTitle: 'Boîte officielle',
  steps: [{ title: 'L’adresse', fields: ['mailbox'] }],
  schema: mailboxSchema,
};
