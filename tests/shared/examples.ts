import type { College } from '../../functions/domain/colleges/college.ts';
import type { DamageReport } from '../../functions/domain/damages/damage.ts';
import type { Campaign } from '../../functions/domain/declarations/campaign.ts';
import type { Needs } from '../../functions/domain/declarations/needs.ts';
import type { DeliveryPlan } from '../../functions/domain/deliveries/delivery.ts';
import type { ReceiptAnswers, ReserveNote } from '../../functions/domain/deliveries/receipt.ts';
import type { KnownPerson } from '../../functions/domain/people/person.ts';
import { parseUai, type Uai } from '../../functions/domain/uai.ts';
import { newSubscriber, type Subscriber } from '../../functions/domain/webhooks/subscriber.ts';

/** A UAI that the test knows to be right. */
export function uai(code: string): Uai {
  const parsed = parseUai(code);
  if (parsed.kind !== 'uai') throw new Error(`${code} is no UAI: ${parsed.kind}`);
  return parsed.uai;
}

export const crochepierre: College = {
  uai: uai('0470678G'),
  name: 'Collège André Crochepierre',
  commune: 'Villeneuve-sur-Lot',
  postcode: '47300',
  street: '1215 avenue de Scorailles',
  pupils: 397,
  aliases: ['Crochepierre'],
  citeScolaire: false,
};

export const jeanMoulin: College = {
  uai: uai('0470103G'),
  name: 'Collège Jean Moulin',
  commune: 'Marmande',
  postcode: '47200',
  aliases: [],
  citeScolaire: false,
};

export const chaumie: College = {
  uai: uai('0470777P'),
  name: 'Collège Joseph Chaumie',
  commune: 'Agen',
  postcode: '47000',
  aliases: ['Joseph Chaumié'],
  citeScolaire: false,
};

export const register = [chaumie, jeanMoulin, crochepierre];

export const campaign2026: Campaign = {
  id: '2026',
  name: 'Recensement 2026',
  opensOn: '2026-01-05',
  closesOn: '2026-03-31',
};

const known = { mailboxOf: [], version: 0, journal: [] } as const;

export const durand: KnownPerson = {
  ...known,
  name: 'Claire Durand',
  mail: 'claire.durand@colleges.example.org',
  memberOf: [crochepierre.uai],
};

export const petit: KnownPerson = {
  ...known,
  name: 'Omar Petit',
  mail: 'omar.petit@colleges.example.org',
  memberOf: [crochepierre.uai, jeanMoulin.uai],
};

/** Of another collège. */
export const lambert: KnownPerson = {
  ...known,
  name: 'Paul Lambert',
  mail: 'paul.lambert@colleges.example.org',
  memberOf: [jeanMoulin.uai],
};

/** The official mailbox of Crochepierre. */
export const mailbox: KnownPerson = {
  ...known,
  name: 'Collège André Crochepierre',
  mail: 'ce.0470678g@colleges.example.org',
  memberOf: [crochepierre.uai],
  mailboxOf: [crochepierre.uai],
};

export const inspector: KnownPerson = {
  ...known,
  name: 'Lucie Martin',
  mail: 'education@casiers.example.org',
  memberOf: [],
  education: true,
};

export const needs: Needs = {
  lockersInService: 120,
  lockersUnusable: 14,
  lockersDangerous: 3,
  lockersToReplace: 24,
  pupils: ['6e', 'segpa'],
  place: 'Bâtiment B, 1er étage',
  accessConstraints: ['stairs'],
  accessNotes: 'Avant 7 h 30.',
  lockersToTakeBack: 24,
  contactName: 'Claire Durand',
  contactRole: 'secretaire-general',
  contactMail: 'claire.durand@college.example.org',
  contactPhone: '05 53 00 00 00',
  comment: 'Merci 🙂',
};

export const damage: DamageReport = {
  building: 'Bâtiment B',
  level: '1er étage',
  corridor: 'Couloir des 6e',
  lockers: [
    { prefix: '', first: 101, last: 112, digits: 1 },
    { prefix: '', first: 115, last: 115, digits: 1 },
  ],
  lockersUnnumbered: 0,
  parts: ['door', 'lock'],
  dangerous: false,
  maker: 'old',
  description: 'Les portes ne ferment plus.',
};

/** Another system, told of declarations and damages. */
export const subscriber: Subscriber = newSubscriber(
  'abcdef123456',
  {
    name: 'Logiciel de maintenance',
    url: 'https://hooks.example.org/casiers',
    types: ['declaration.filed', 'damage.reported', 'delivery.arrived'],
  },
  { at: '2026-01-05T08:00:00.000Z', who: 'Lucie Martin', idempotencyKey: 'subscriber' },
);

/** How the counter is known to a provider of the tests. */
export const proConnect = {
  label: 'ProConnect',
  clientId: 'casiers',
  secretId: 'proconnect',
  verifiedMailsOnly: true,
  siteUrl: 'https://casiers.example.org',
};
export const proConnectSecret = 'what the provider gave us';

export const plan: DeliveryPlan = {
  lockers: 48,
  expected: { from: '2026-01-20', to: '2026-01-20', slot: 'morning' },
  orderNumber: 'BC-2026-014',
};

/** Everything is there and nothing is wrong. */
export const signed: ReceiptAnswers = {
  counted: 48,
  verdict: 'accepted',
  reserves: [],
  comment: '',
  signedName: 'Claire Durand',
  signedRole: 'Secrétaire générale',
};

export const reserve: ReserveNote = {
  lockers: [{ prefix: '', first: 12, last: 14, digits: 1 }],
  lockersUnnumbered: 0,
  parts: ['lock'],
  description: 'La serrure tourne dans le vide.',
};
