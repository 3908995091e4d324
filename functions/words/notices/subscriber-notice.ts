import type { Subscriber } from '../../domain/webhooks/subscriber.ts';
import type { Notice } from '../notice.ts';
import type { PersonSetting } from './person-setting.ts';

/** A subscriber that the counter itself has disabled. */
export function subscriberDisabledNotice(
  subscriber: Subscriber,
  { siteUrl }: PersonSetting,
): Omit<Notice, 'footer'> {
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
