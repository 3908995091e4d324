import { fields, line, mail } from '../fields.ts';
import type { Form } from '../form.ts';

const bindSchema = fields(() => ({
  name: line({
    label: 'Nom et prénom',
    missing: 'Indiquez le nom de la personne.',
    maxLength: 120,
  }),
  mail: mail({
    label: 'Adresse électronique professionnelle',
    hint: 'La sienne, et non une boîte partagée\u00a0: c’est elle qui recevra les codes.',
    missing: 'Indiquez l’adresse électronique de la personne.',
  }),
}));

export const bindForm: Form<{ name: string; mail: string }> = {
  id: 'bind',
  title: 'Rattacher une personne',
  shortTitle: 'Rattacher un collègue',
  steps: [{ title: 'La personne', fields: ['name', 'mail'] }],
  schema: bindSchema,
};
