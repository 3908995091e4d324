import { testEventType, type WebhookEvent } from '../../domain/webhooks/event.ts';

/** The names of event types in the subscriber's form and in the published catalog. */
export const eventLabels: Readonly<Record<WebhookEvent['type'], string>> = {
  'delivery.planned': 'Livraison prévue, ou prévue à nouveau',
  'delivery.on_its_way': 'Livraison partie de l’atelier',
  'delivery.arrived': 'Livraison arrivée au collège',
  'delivery.installed': 'Casiers installés',
  'delivery.closed': 'Livraison terminée',
  'delivery.postponed': 'Livraison reportée',
  'delivery.cancelled': 'Livraison annulée',
  'delivery.received': 'Bon de réception signé, ou livraison refusée',
  'delivery.reserve_noted': 'Réserve notée, un événement pour chacune',
  'delivery.reserve_lifted': 'Réserve levée',
  'declaration.filed': 'Déclaration déposée, ou état néant',
  'declaration.corrected': 'Déclaration corrigée',
  'declaration.withdrawn': 'Déclaration retirée',
  'damage.reported': 'Dégât signalé',
  'damage.moved': 'Suite donnée à un signalement',
  'damage.followed_up': 'Réponse du collège sur une réparation',
  [testEventType]: 'Essai d’un abonné',
};

/** The French translation of each description that is published, by its English text. */
export const fieldTexts: Readonly<Record<string, string>> = {
  'What happened.': 'Ce qui s’est passé.',
  'When it happened. An attempt has its own time, in `webhook-timestamp`.':
    'Quand cela s’est passé. L’heure de chaque tentative est dans `webhook-timestamp`.',
  'What it happened to, as it stands when the message is made.':
    'Ce dont il s’agit, tel qu’au moment où le message est écrit.',
  'The national code (UAI) of the collège.': 'Le code UAI du collège.',
  'The version of the thing that this event made.': 'La version que cet événement a créée.',
  'The version of the thing that the other fields show: later than `version` when an old event is sent again. Keep the data of the highest one.':
    'La version que montrent les autres champs\u00a0: postérieure à `version` quand un événement ancien est renvoyé. Gardez les données de la plus haute.',
  'Names the campaign and the collège: there is one declaration for both.':
    'Désigne la campagne et le collège\u00a0: il y a une déclaration pour les deux.',
  'The campaign in which it was declared.': 'La campagne de recensement.',
  'Where the declaration stands.': 'Où en est la déclaration.',
  'What was filed; null once it is withdrawn. `nothing-needed` is an answer too.':
    'Ce qui a été déposé\u00a0; null après un retrait. L’état néant (`nothing-needed`) est aussi une réponse.',
  'What is needed, when `filing` is `needs`.': 'Les besoins, quand `filing` vaut `needs`.',
  'Lockers in service.': 'Casiers en service.',
  'Of these, lockers that cannot be used.': 'Parmi eux, casiers inutilisables.',
  'Of these, lockers that are dangerous.': 'Parmi eux, casiers dangereux.',
  'Lockers that the collège asks to have replaced.': 'Casiers à remplacer.',
  'Old lockers to be taken back.': 'Anciens casiers à reprendre.',
  'The groups of pupils they are for.': 'Les élèves concernés.',
  'What makes it hard to bring them in.': 'Les contraintes d’accès.',
  'Names the collège and the damage.': 'Désigne le collège et le signalement.',
  'What has just happened to it.': 'Ce qui vient de lui arriver.',
  'Where the damage stands.': 'Où en est le signalement.',
  'The numbers of the lockers, as ranges: `101-112, 115`. May be empty.':
    'Les numéros des casiers, en intervalles\u00a0: `101-112, 115`. Peut être vide.',
  'How many lockers, with and without a number.': 'Nombre de casiers, numérotés ou non.',
  'What is broken.': 'Ce qui est abîmé.',
  'Whether it may hurt people.': 'Si quelqu’un peut se blesser.',
  'Who made the lockers: for `programme` it is a claim on the workshop.':
    'Qui a fabriqué les casiers\u00a0: pour `programme`, c’est une demande de SAV à l’atelier.',
  'The day a repair is planned for, once it is known.':
    'Le jour prévu de la réparation, s’il est connu.',
  'Names the collège and the delivery.': 'Désigne le collège et la livraison.',
  'Where the delivery stands.': 'Où en est la livraison.',
  'How many lockers are to come.': 'Nombre de casiers à livrer.',
  'When it is expected.': 'Quand elle est attendue.',
  'The first day it may come.': 'Le premier jour possible.',
  'The last day it may come; the same as `from` once the day is known.':
    'Le dernier jour possible\u00a0; le même que `from` une fois le jour fixé.',
  'The half of that day, where it is known.': 'La demi-journée, si elle est connue.',
  'The day it arrived.': 'Le jour d’arrivée.',
  'The day the lockers were installed.': 'Le jour de l’installation.',
  'What the collège has signed.': 'Ce que le collège a signé.',
  'What the collège says of it.': 'Ce qu’en dit le collège.',
  'How many lockers were announced.': 'Nombre de casiers annoncés.',
  'How many lockers were counted.': 'Nombre de casiers comptés.',
  'How many réserves were noted.': 'Nombre de réserves notées.',
  'Something wrong, followed until it is lifted.': 'Ce qui ne va pas, suivi jusqu’à sa levée.',
  'Names the réserve on its receipt: `R1`.': 'Désigne la réserve sur son bon\u00a0: `R1`.',
  'Whether lockers are missing, or are not as they should be.':
    'S’il manque des casiers, ou s’ils ont un défaut.',
  'What is wrong with them.': 'Ce qui ne va pas.',
  'Whether it is lifted.': 'Si elle est levée.',
  'The id of the subscriber that is tested.': 'L’identifiant de l’abonné essayé.',
  // Received messages.
  'What another system reports about one delivery. Unknown fields are ignored.':
    'Ce que l’émetteur dit d’une livraison. Les champs inconnus sont ignorés.',
  'What happened to the delivery.': 'Ce qui est arrivé à la livraison.',
  'When it happened, with its time zone.': 'Quand cela s’est passé, avec le fuseau horaire.',
  'The report.': 'Ce qui en est dit.',
  'The day it happened; that of `timestamp` when absent.':
    'Le jour où cela s’est passé\u00a0; celui de `timestamp` s’il est absent.',
  'Who installed the lockers.': 'L’équipe qui a installé les casiers.',
  'A note for people. It is required as the reason when the delivery is postponed or cancelled.':
    'Un mot pour les personnes\u00a0; le motif, obligatoire pour un report ou une annulation.',
  'The delivery: `L-0470678G-7F3K2M`.': 'La livraison\u00a0: `L-0470678G-7F3K2M`.',
};

/** The answers to messages that are refused, for the people who read the log of the other system. */
export const problems = {
  unsigned:
    'Message sans signature\u00a0: il faut webhook-id, webhook-timestamp et webhook-signature',
  'bad-timestamp': 'L’en-tête webhook-timestamp n’est pas un nombre de secondes',
  'too-old': 'Message signé il y a plus de cinq minutes',
  'too-new': 'Message signé plus de cinq minutes dans le futur',
  'not-theirs': 'Aucune signature n’est celle d’un émetteur connu',
  'bad-id': 'L’en-tête webhook-id a une forme inattendue',
  'not-json': 'Le corps du message n’est pas du JSON en UTF-8',
  'not-the-schema': 'Le message ne suit pas le schéma publié',
  'unknown-delivery': 'Aucune livraison de cette référence',
  'reason-missing': 'Un report ou une annulation se motive\u00a0: le champ note est attendu',
  'day-to-come': 'Cette date est encore à venir',
  busy: 'Ce même message est en cours de traitement',
  'too-many': 'Trop de messages\u00a0: attendez le temps que dit Retry-After',
  'too-large': 'Message trop volumineux',
  'wrong-type': 'Le corps du message doit être en application/json',
  'wrong-method': 'Cette adresse n’accepte que POST',
  'no-such-path': 'Aucune adresse de ce nom',
  broken: 'Une erreur de notre côté\u00a0: réessayez plus tard',
} as const;

export type ProblemKind = keyof typeof problems;
