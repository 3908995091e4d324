import type { LockerOwner, Takeback, TakebackRoute } from '../../domain/deliveries/takeback.ts';
import { day, fields, oneOf, wholeNumber } from '../fields.ts';
import type { Form } from '../form.ts';

export const ownerLabels: Readonly<Record<LockerOwner, string>> = {
  college: 'Au collège',
  departement: 'Au Département',
};

export const routeLabels: Readonly<Record<TakebackRoute, string>> = {
  scrapped: 'Mise au rebut',
  decommissioned: 'Désaffectation',
  transferred: 'Transfert',
};

const takebackSchema = fields(() => ({
  lockers: wholeNumber({
    label: 'Combien d’anciens casiers partent ?',
    missing: 'Écrivez combien de casiers partent.',
    max: 5000,
    unit: 'casiers',
  }),
  owner: oneOf(ownerLabels, {
    label: 'À qui sont-ils ?',
    hint: 'Les biens du collège ne le quittent qu’avec un acte de son conseil d’administration.',
    missing: 'Dites à qui sont ces casiers.',
  }),
  route: oneOf(routeLabels, {
    label: 'Comment sortent-ils de l’inventaire ?',
    missing: 'Choisissez comment ils sortent de l’inventaire.',
  }),
  boardActOn: day({
    label: 'Acte du conseil d’administration du',
    hint: 'Par exemple : 20/11/2025.',
  }),
  collectedOn: day({ label: 'Enlevés le', hint: 'Laissez vide tant qu’ils sont au collège.' }),
  forWelding: wholeNumber({
    label: 'Dont réemployés pour la formation au soudage',
    max: 5000,
    unit: 'casiers',
  }),
}));

/** How the old lockers leave. Compiles only while it asks exactly what the domain needs. */
export const takebackForm: Form<Takeback> = {
  id: 'takeback',
  title: 'Reprise des anciens casiers',
  shortTitle: 'Reprise des casiers',
  steps: [
    {
      title: 'Les anciens casiers',
      fields: ['lockers', 'owner', 'route', 'boardActOn', 'collectedOn', 'forWelding'],
    },
  ],
  schema: takebackSchema,
};
