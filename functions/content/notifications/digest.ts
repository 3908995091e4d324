import type { Register } from '../../domain/colleges/college.ts';
import { dayIn } from '../../domain/dates.ts';
import { totalsOf } from '../../domain/declarations/campaign.ts';
import type { Digest } from '../../domain/notifications/digest.ts';
import { isCorrection } from '../../domain/notifications/digest-changes.ts';
import type { DigestMessage } from '../../domain/notifications/digest-recipients.ts';
import { count, day, instant, number } from '../format.ts';
import {
  forEveryone,
  type Notification,
  type SharedNotification,
  type SharedParts,
} from '../model/notification.ts';
import { site, unreadableText } from '../site.ts';
import {
  changesSection,
  dangerSection,
  notDeclaredSection,
  totalsSection,
} from './digest-campaign.ts';
import { damageSections, damagesCount } from './digest-damages.ts';
import { deliveriesCount, deliverySections, lateCount } from './digest-deliveries.ts';
import { openCounts, openSections } from './digest-open.ts';
import { inOrderOfRegister } from './digest-phrases.ts';

export interface DigestSetting {
  readonly departementName: string;
  readonly serviceName: string;
  readonly timeZone: string;
  /** Number of lockers that the workshop makes at a time. */
  readonly lotSize: number;
  readonly siteUrl: string;
}

/** `attached`: to one officer by mail, with files. `mailed`: to a channel, which is referred to that mail and told no contact. */
type Details = 'attached' | 'mailed';

const detailsPlace = {
  attached: 'Le détail est dans les fichiers joints.',
  mailed: 'Le détail est dans les fichiers joints au même récapitulatif, envoyé par courriel.',
} as const;

/** What one officer of the service Éducation is told by mail. */
export function digestMessageNotification(
  message: DigestMessage,
  register: Register,
  setting: DigestSetting,
): Notification {
  return {
    audience: 'reader',
    ...messageParts(message, register, { ...setting, details: 'attached' }),
  };
}

/** The same for everybody in the channel of the service Éducation. */
export function sharedDigestNotification(
  message: DigestMessage,
  register: Register,
  setting: DigestSetting,
): SharedNotification {
  return forEveryone(messageParts(message, register, { ...setting, details: 'mailed' }));
}

/** What one recipient is told: the digests they have not had, what is open, or both. */
function messageParts(
  message: DigestMessage,
  register: Register,
  setting: DigestSetting & { readonly details: Details },
): SharedParts {
  const { digest, open, sentAt } = message;
  const reported = digest && digestParts(digest, register, setting);
  if (!open) return reported ?? openParts(message, setting);
  const openNow = openSections(open, register, { timeZone: setting.timeZone, sentAt });
  if (!reported) return { ...openParts(message, setting), sections: openNow };
  return { ...reported, sections: [...openNow, ...reported.sections] };
}

/** For a recipient without a digest: someone new, or too far behind to be sent every one. */
function openParts(
  { open, behindSince, sentAt }: DigestMessage,
  { departementName, serviceName, siteUrl, timeZone }: DigestSetting,
): SharedParts {
  const counts = open ? openCounts(open) : [];
  const today = counts.length > 0 ? `${listed.format(counts)}.` : 'Rien n’est en cours.';
  const since = behindSince && day(dayIn(timeZone, new Date(behindSince)));
  return {
    title: `${site.name}\u00a0: ${counts.length > 0 ? counts.join(', ') : 'rien n’est en cours'}`,
    summary: since
      ? `Le récapitulatif ne vous est pas parvenu depuis le ${since}. Voici ce qui est en cours aujourd’hui, le reste est sur le site. ${today}`
      : `Voici ce qui est en cours aujourd’hui. ${today}`,
    sections: [],
    actions: [{ label: 'Ouvrir le site', url: siteUrl }],
    footer: `État établi le ${instant(sentAt, timeZone)} pour le ${serviceName} du Département de ${departementName}.`,
  };
}

/** Exceptions come first, then what is new, the collèges that have not declared, and the totals. */
function digestParts(
  digest: Digest,
  register: Register,
  setting: DigestSetting & { readonly details: Details },
): SharedParts {
  const changes = inOrderOfRegister(digest.changes, register);
  const damages = damageSections(inOrderOfRegister(digest.damages, register), register);
  const deliveries = deliverySections(digest, register);
  // A digest without changes of declarations does not mention the campaign.
  const campaign = changes.length > 0 ? digest.campaign : undefined;
  const counts = countsOf(digest);
  const late = lateCount(digest.lateDeliveries);
  const when = instant(digest.until, setting.timeZone);
  return {
    title: `${campaign?.name ?? site.name}\u00a0: ${[...counts, ...(late ? [late] : [])].join(', ')}`,
    summary: [
      ...(counts.length > 0 ? [`${listed.format(counts)} depuis le dernier récapitulatif.`] : []),
      ...(late ? [`${late}.`] : []),
      ...(campaign ? [campaignSummary(digest, register)] : []),
    ].join(' '),
    sections: [
      ...damages.dangerous,
      ...deliveries.exceptions,
      ...dangerSection(changes, register, { withContacts: setting.details === 'attached' }),
      ...damages.afterSales,
      ...deliveries.reserves,
      ...changesSection(changes, register),
      ...damages.others,
      ...deliveries.others,
      ...unreadableSection(digest),
      ...(campaign ? notDeclaredSection(digest, register, campaign) : []),
      ...(campaign ? [totalsSection(digest, register, setting.lotSize)] : []),
    ],
    actions: [{ label: 'Ouvrir le site', url: setting.siteUrl }],
    footer: `Récapitulatif établi le ${when} pour le ${setting.serviceName} du Département de ${setting.departementName}. ${detailsPlace[setting.details]}`,
  };
}

function unreadableSection({ unreadable = [] }: Digest): Notification['sections'] {
  if (unreadable.length === 0) return [];
  return [{ title: 'Fiches illisibles', text: unreadableText(unreadable) }];
}

const listed = new Intl.ListFormat('fr');

/** `2 nouvelles réponses`, `1 correction`, `1 déclaration retirée`, `1 signalement`. */
function countsOf({ changes, damages, deliveries, unreadable = [] }: Digest): readonly string[] {
  const withdrawn = changes.filter(({ filing }) => filing.kind === 'withdrawn').length;
  const corrected = changes.filter(isCorrection).length;
  const answers = changes.length - withdrawn - corrected;
  const damagesText = damagesCount(damages);
  const deliveriesText = deliveriesCount(deliveries);
  return [
    ...(answers > 0 ? [count(answers, 'nouvelle réponse', 'nouvelles réponses')] : []),
    ...(corrected > 0 ? [count(corrected, 'correction')] : []),
    ...(withdrawn > 0 ? [count(withdrawn, 'déclaration retirée', 'déclarations retirées')] : []),
    ...(damagesText ? [damagesText] : []),
    ...(deliveriesText ? [deliveriesText] : []),
    ...(unreadable.length > 0
      ? [count(unreadable.length, 'fiche illisible', 'fiches illisibles')]
      : []),
  ];
}

function campaignSummary({ campaignStatuses }: Digest, register: Register): string {
  const { answered, lockersToReplace } = totalsOf(campaignStatuses);
  const answers = `${count(answered, 'collège')} sur ${number(register.length)} ${answered < 2 ? 'a répondu' : 'ont répondu'}`;
  return `${answers}, ${count(lockersToReplace, 'casier')} à remplacer en tout.`;
}
