import { fields, mail } from '../fields.ts';
import type { Form } from '../form.ts';

const signInSchema = fields(() => ({
  mail: mail({
    label: 'Adresse électronique',
    hint: 'Par exemple\u00a0: prenom.nom@exemple.fr.',
    missing: 'Indiquez votre adresse électronique.',
  }),
}));

export const signInForm: Form<{ mail: string }> = {
  id: 'sign-in',
  title: 'Se connecter',
  shortTitle: 'Se connecter',
  steps: [{ title: 'Votre adresse', fields: ['mail'] }],
  schema: signInSchema,
};
