import { damageForm } from '../../../functions/content/damages/forms.ts';
import { declarationForm } from '../../../functions/content/declarations/forms.ts';
import { planAnswers } from '../../../functions/content/deliveries/forms.ts';
import { answersOf } from '../../../functions/content/model/form.ts';
import type { KnownPerson } from '../../../functions/domain/people/person.ts';
import { damage, durand, inspector, mailbox, needs, plan } from '../../shared/examples.ts';

/** A form of the site: its route, a person who may post it, and valid fields. */
export interface PostedRoute {
  readonly route: string;
  /** Absent: the form needs no session. */
  readonly as?: KnownPerson;
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
}

const act = { idempotencyKey: 'opening', version: '1' };
const subscriber = {
  ...act,
  name: 'Logiciel de maintenance',
  url: 'https://hooks.example.org/casiers',
  types: ['damage.reported', 'delivery.arrived'],
};
const event = { event: `msg_${'0'.repeat(32)}`, at: '2026-01-14T08:12:00.000Z' };
const person = { name: 'Inès Garcia', mail: 'ines.garcia@colleges.example.org' };

/** Every form of the site; a test checks that none is missing. */
export const postedRoutes: readonly PostedRoute[] = [
  { route: '/connexion', fields: { mail: person.mail } },
  { route: '/connexion/code', fields: { code: '123456' } },
  { route: '/deconnexion', fields: {} },
  { route: '/lien/:token', fields: {} },
  { route: '/colleges/:uai/agents', as: mailbox, fields: person },
  { route: '/colleges/:uai/agents/retrait', as: mailbox, fields: { mail: person.mail } },
  { route: '/colleges/:uai/agents/retablir', as: mailbox, fields: { mail: person.mail } },
  { route: '/refus/:token', fields: {} },
  { route: '/colleges/:uai/agents/boite', as: inspector, fields: { mailbox: person.mail } },
  {
    route: '/colleges/:uai/degats/nouveau',
    as: durand,
    fields: { ...answersOf(damageForm, { ...damage }), idempotencyKey: 'opening', overlap: 'seen' },
  },
  {
    route: '/declarations/:reference/formulaire',
    as: durand,
    fields: { ...answersOf(declarationForm, { ...needs }), ...act, action: 'draft' },
  },
  { route: '/declarations/:reference/neant', as: durand, fields: act },
  { route: '/declarations/:reference/retrait', as: durand, fields: act },
  {
    route: '/declarations/:reference/correction',
    as: inspector,
    fields: { ...act, correction: 'À revoir.' },
  },
  {
    route: '/degats/:reference',
    as: durand,
    fields: { ...act, answer: 'still-broken', comment: 'La porte pend.' },
  },
  {
    route: '/degats/:reference/suite',
    as: inspector,
    fields: { ...act, statusUpdate: 'planned', day: '03/02/2026', note: 'Mardi.' },
  },
  {
    route: '/colleges/:uai/livraisons/nouvelle',
    as: inspector,
    fields: { ...planAnswers(plan), idempotencyKey: 'opening', warnings: 'seen' },
  },
  {
    route: '/livraisons/:reference/date',
    as: inspector,
    fields: { ...planAnswers(plan), ...act, warnings: 'seen' },
  },
  {
    route: '/livraisons/:reference/suite',
    as: inspector,
    fields: { ...act, statusUpdate: 'postponed', on: '', team: '', note: 'Neige.' },
  },
  {
    route: '/livraisons/:reference/reception',
    as: durand,
    fields: {
      idempotencyKey: 'opening',
      counted: '46',
      verdict: 'with-reserves',
      lockers1: '12-14',
      lockersUnnumbered1: '1',
      parts1: 'lock',
      description1: 'Tourne dans le vide.',
      lockers2: '20',
      parts2: 'door',
      comment: 'Livrés à 9 h.',
      signedName: 'Claire Durand',
      signedRole: 'Secrétaire générale',
    },
  },
  {
    route: '/livraisons/:reference/reserves/:reserve',
    as: inspector,
    fields: { ...act, note: 'Serrures changées.' },
  },
  {
    route: '/livraisons/:reference/reprise',
    as: durand,
    fields: {
      ...act,
      lockers: '40',
      owner: 'college',
      route: 'decommissioned',
      boardActOn: '20/11/2025',
      collectedOn: '',
      forWelding: '',
    },
  },
  { route: '/education/agents', as: inspector, fields: person },
  { route: '/education/agents/:mail/sessions', as: inspector, fields: {} },
  { route: '/education/agents/:mail/depart', as: inspector, fields: {} },
  { route: '/education/agents/:mail/suppression', as: inspector, fields: {} },
  { route: '/education/abonnes', as: inspector, fields: subscriber },
  ...['pause', 'reprise', 'secret', 'arret', 'essai'].map((what) => ({
    route: `/education/abonnes/:id/${what}`,
    as: inspector,
    fields: act,
  })),
  { route: '/education/abonnes/:id/changement', as: inspector, fields: subscriber },
  { route: '/education/abonnes/:id/rejeu', as: inspector, fields: { replaySince: '03/02/2026' } },
  { route: '/education/abonnes/:id/rejeu-un', as: inspector, fields: event },
  { route: '/education/abonnes/:id/passe', as: inspector, fields: { backfillSince: '03/02/2026' } },
  { route: '/mon-compte/sessions', as: durand, fields: {} },
];
