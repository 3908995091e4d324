import type { JournalEntry } from '../../domain/journal.ts';
import { testEventType } from '../../domain/webhooks/event.ts';
import type { Attempt, AttemptFault, WebhookMessage } from '../../domain/webhooks/message.ts';
import type {
  Subscriber,
  SubscriberAct,
  SubscriberState,
  SubscriberTerms,
} from '../../domain/webhooks/subscriber.ts';
import { day, fields, line, severalOf } from '../fields.ts';
import { number } from '../format.ts';
import type { Form } from '../model/form.ts';
import type { NotificationBody, PersonSetting } from '../model/notification.ts';
import { eventLabels } from './reference.ts';

export const subscriberPages = {
  title: 'Abonnés',
  lead: 'Les autres systèmes qui sont prévenus de ce qui se passe ici\u00a0: livraisons, déclarations, signalements. Aucune donnée personnelle ne leur est envoyée.',
  none: 'Aucun abonné.',
  columns: ['Abonné', 'Adresse', 'État'],
  addButton: 'Ajouter l’abonné',
  secretTitle: 'Le secret de cet abonné',
  secretOnce:
    'Copiez-le maintenant et donnez-le à qui s’occupe de ce système, par un moyen sûr\u00a0: il ne sera plus jamais montré.',
  secretHow:
    'Il sert à vérifier que chaque envoi vient bien d’ici, selon Standard Webhooks. Le mode d’emploi, pour qui s’occupe du système, est dans le code de ce site\u00a0: docs/webhooks/README.md.',
  rotated: 'L’ancien secret reste valable 24 heures\u00a0: chaque envoi porte les deux signatures.',
  toSubscriber: 'Voir l’abonné',
  address: 'Adresse',
  state: 'État',
  events: 'Événements',
  everyEvent: 'Tous',
  failing: 'Rien ne passe depuis',
  throttled: 'Demande d’attendre jusqu’à',
  acts: 'Que faire\u00a0?',
  test: 'Envoyer un essai',
  pause: 'Mettre en pause',
  pauseHint: 'Les événements sont retenus, et partent quand vous reprenez les envois.',
  resume: 'Reprendre les envois',
  resumeHint: 'Ce qui a été retenu pendant la pause part aussitôt.',
  enable: 'Réactiver',
  enableHint:
    'Ce qui s’est passé entre-temps ne part pas tout seul\u00a0: renvoyez-le ensuite, avec les formulaires de cette page.',
  rotate: 'Changer le secret',
  rotateHint: 'Le nouveau sera montré une fois. L’ancien reste valable 24 heures.',
  disable: 'Désactiver',
  disableHint: 'Plus rien ne lui est envoyé, et rien n’est retenu. Vous pourrez le réactiver.',
  replayHint:
    'Les envois qui ont échoué ou sont restés retenus, pour ce qui s’est passé depuis cette date. Les envois sont gardés 90 jours.',
  replayButton: 'Rejouer ces envois',
  pastHint:
    'Pour un nouvel abonné, ou après une désactivation\u00a0: tout ce qui s’est passé ici depuis cette date, sauf ce qui lui a déjà été envoyé.',
  pastButton: 'Envoyer le passé',
  change: 'Changer le nom, l’adresse ou les événements',
  changeButton: 'Enregistrer',
  sent: 'Envois',
  sentColumns: ['Événement', 'Quand', 'Où il en est', 'Tentatives'],
  replayColumn: 'Renvoi',
  sentNone: 'Rien n’a encore été envoyé.',
  replayOne: 'Rejouer',
  replayNamed: (what: string, when: string) => `Rejouer ${what}, ${when}`,
  older: 'Envois plus anciens',
  history: 'Historique',
  back: 'Revenir aux abonnés',
  queued: 'L’envoi est parti. Rechargez la page dans un instant pour voir ce qu’il devient.',
  backfilling:
    'Les envois partent. Rechargez la page dans un instant\u00a0: ils s’ajoutent à la liste à mesure.',
  conflict: {
    title: 'Cet abonné a changé entre-temps',
    text: 'Rien n’a été enregistré. Revenez à sa page, puis recommencez.',
  },
  notActive: {
    title: 'Cet abonné ne reçoit rien en ce moment',
    text: 'Reprenez d’abord les envois, puis recommencez.',
  },
};

export const urlErrors = {
  unreadable:
    'Cette adresse ne se lit pas. Copiez-la entière, par exemple https://exemple.fr/casiers.',
  scheme: 'L’adresse doit commencer par https://.',
  credentials: 'L’adresse ne doit contenir ni nom d’utilisateur ni mot de passe.',
  port: 'Ce port n’est pas permis\u00a0: seuls 443 et 8443 le sont.',
} as const;

export const subscriberStates: Readonly<Record<SubscriberState, string>> = {
  active: 'Actif',
  paused: 'En pause',
  disabled: 'Désactivé',
};

export const webhookMessageStates: Readonly<Record<WebhookMessage['state'], string>> = {
  waiting: 'Nouvel essai à venir',
  received: 'Reçu',
  held: 'Retenu pendant la pause',
  failed: 'Non reçu',
};

const faults: Readonly<Record<AttemptFault, string>> = {
  'forbidden-address': 'adresse interdite',
  'unknown-host': 'nom inconnu',
  unreachable: 'injoignable',
  untrusted: 'certificat refusé',
  timeout: 'pas de réponse en 15 secondes',
  cut: 'réponse interrompue',
};

/** `204 en 120 ms`, `injoignable`. */
export function attemptText({ status, fault, milliseconds }: Attempt): string {
  const text = status === undefined ? faults[fault ?? 'unreachable'] : String(status);
  return `${text} en ${number(milliseconds)}\u00a0ms`;
}

const acts: Readonly<Record<SubscriberAct, string>> = {
  created: 'ajouté',
  changed: 'changé',
  paused: 'mis en pause',
  resumed: 'envois repris',
  rotated: 'secret changé',
  disabled: 'désactivé',
  gone: 'désactivé\u00a0: l’adresse n’existe plus (410)',
  'never-answers': 'désactivé\u00a0: rien ne passe depuis cinq jours',
};

/** `14 janvier 2026 à 9 h 12 : ajouté, par Lucie Martin`. */
export function subscriberJournalLine(when: string, { what, who }: JournalEntry<SubscriberAct>) {
  return `${when}\u00a0: ${acts[what]}${who && `, par ${who}`}`;
}

/** Every subscriber can receive a test, so it is not among the choices. */
const { [testEventType]: _, ...labels } = eventLabels;

const subscriberSchema = /* @__PURE__ */ fields(() => ({
  name: line({
    label: 'Nom de l’abonné',
    hint: 'Le système qui reçoit, par exemple «\u00a0Logiciel de maintenance\u00a0».',
    missing: 'Donnez un nom à cet abonné.',
    maxLength: 80,
  }),
  url: line({
    label: 'Adresse de réception',
    hint: 'Une adresse en https, donnée par qui s’occupe de ce système.',
    missing: 'Indiquez l’adresse où envoyer.',
    maxLength: 500,
  }),
  types: severalOf(labels, {
    label: 'Ce qu’il reçoit',
    missing: 'Choisissez au moins un événement.',
  }),
}));

export const subscriberForm: Form<SubscriberTerms> = {
  id: 'subscriber',
  title: 'Ajouter un abonné',
  shortTitle: 'Ajouter un abonné',
  steps: [{ title: 'L’abonné', fields: ['name', 'url', 'types'] }],
  schema: subscriberSchema,
};

const missing = 'Indiquez une date.';

/** Asks since when messages that were not received are sent again. */
export const replayForm: Form<{ replaySince: string }> = {
  id: 'replay',
  title: 'Rejouer ce qui n’est pas arrivé',
  shortTitle: 'Rejouer',
  steps: [{ title: 'Depuis quand', fields: ['replaySince'] }],
  schema: fields(() => ({
    replaySince: day({ label: 'Depuis le', hint: 'Par exemple\u00a0: 03/02/2026.', missing }),
  })),
};

/** Asks since when past events are sent to a new subscriber. */
export const backfillForm: Form<{ backfillSince: string }> = {
  id: 'past',
  title: 'Envoyer le passé',
  shortTitle: 'Envoyer le passé',
  steps: [{ title: 'Depuis quand', fields: ['backfillSince'] }],
  schema: fields(() => ({
    backfillSince: day({ label: 'Depuis le', hint: 'Par exemple\u00a0: 03/02/2026.', missing }),
  })),
};

/** A subscriber was disabled by the application, because it fails. */
export function subscriberDisabledNotification(
  subscriber: Subscriber,
  { siteUrl }: PersonSetting,
): Omit<NotificationBody, 'footer'> {
  const isGone = subscriber.journal.at(-1)?.what === 'gone';
  const why = isGone
    ? 'Son adresse a répondu qu’elle n’existe plus (410).'
    : 'Rien ne lui est parvenu depuis cinq jours.';
  return {
    title: `Abonné désactivé\u00a0: ${subscriber.name}`,
    summary: `${why} Plus rien ne lui est envoyé. Quand il sera réparé, réactivez-le, puis rejouez ce qu’il n’a pas reçu.`,
    sections: [{ title: 'L’abonné', facts: [{ label: 'Adresse', value: subscriber.url }] }],
    actions: [{ label: 'Voir l’abonné', url: `${siteUrl}/education/abonnes/${subscriber.id}` }],
  };
}
