import type { HolidayName, PlanWarning } from '../../domain/deliveries/planning.ts';
import type { DeliveryFilter } from '../../domain/read-models/lists.ts';
import { count, day, dayOfWeek, number } from '../format.ts';

/** The list of the service Éducation. */
export const deliveriesPage = {
  title: 'Livraisons',
  lead: 'Les reportées et les refusées d’abord, puis celles en retard, celles qui ont des réserves, et les autres par date.',
  filters: 'Choisir les livraisons',
  none: 'Aucune livraison.',
  columns: ['Livraison', 'Casiers', 'Où elle en est'],
  toCome: 'Casiers à livrer',
  received: 'Casiers livrés',
  openReserves: 'Réserves à lever',
  collected: 'Anciens casiers repris',
  welding: 'Dont pour la formation au soudage',
  late: 'En retard',
  plan: 'Prévoir une livraison',
  planFor: 'Pour prévoir une livraison, choisissez d’abord le collège',
  back: 'Revenir aux livraisons',
};

export const deliveryFilterLabels: Readonly<Record<DeliveryFilter, string>> = {
  'under-way': 'En cours',
  late: 'En retard',
  reserves: 'Avec des réserves',
  planned: 'Prévues',
  postponed: 'Reportées',
  'on-its-way': 'En route',
  arrived: 'Arrivées',
  installed: 'Installées',
  closed: 'Terminées',
  cancelled: 'Annulées',
};

export const calendarFeedTexts = {
  title: 'Suivre les livraisons dans un agenda',
  text: 'Copiez cette adresse dans votre agenda (Outlook, Google Agenda, Thunderbird, téléphone), à «\u00a0s’abonner à un calendrier\u00a0». Quiconque a cette adresse voit ces livraisons\u00a0: ne la donnez qu’à vos collègues.',
  label: 'Adresse du calendrier',
};

export const planPage = {
  send: 'Prévoir et prévenir le collège',
  again: 'Changer la livraison',
  sendAgain: 'Enregistrer et prévenir le collège',
  warned: 'À vérifier avant de prévoir cette livraison',
  warnedText: 'Rien n’a été enregistré, et rien ne l’interdit\u00a0: corrigez, ou confirmez.',
  despite: 'Confirmer quand même',
};

const holidayLabels: Readonly<Record<HolidayName, string>> = {
  autumn: 'les vacances de la Toussaint',
  christmas: 'les vacances de Noël',
  winter: 'les vacances d’hiver',
  spring: 'les vacances de printemps',
  ascension: 'le pont de l’Ascension',
  summer: 'les vacances d’été',
};

export function warningText(warning: PlanWarning): string {
  switch (warning.kind) {
    case 'holidays': {
      const { name, from, to } = warning.holiday;
      return `Le collège sera sans élèves, pour ${holidayLabels[name]}, du ${day(from)} au ${day(to)}.`;
    }
    case 'weekend':
      return `Le ${dayOfWeek(warning.day)} est un jour de fin de semaine.`;
    case 'past':
      return `Le ${day(warning.day)} est passé.`;
    case 'over-capacity':
      return `${count(warning.lockers, 'casier')} seraient à livrer ce mois-là\u00a0: l’atelier en fabrique ${number(warning.capacity)} par mois.`;
    case 'broken-lot':
      return `L’atelier fabrique les casiers par lots de ${number(warning.lotSize)}\u00a0: ce nombre n’en fait pas un compte rond.`;
  }
}

export const receiptPage = {
  about: (lockers: number) =>
    `Annoncés\u00a0: ${count(lockers, 'casier')} «\u00a0Made in 47\u00a0».`,
  reservesTitle: 'Vos réserves',
  reservesIntro:
    'Un groupe de casiers par réserve. Chaque réserve est aussi une demande de SAV à l’atelier.',
  another: 'Une autre réserve',
  missing:
    'S’il manque des casiers, le nombre que vous avez compté suffit\u00a0: c’est déjà une réserve.',
  send: 'Signer le bon de réception',
  sendHint: 'Un seul bon par livraison\u00a0: l’envoyer deux fois ne change rien.',
  already: {
    title: 'Cette livraison a déjà son bon de réception',
    text: (name: string, when: string) =>
      `${name} l’a signé le ${when}. Ce que vous avez écrit est ci-dessous, et n’a pas été enregistré.`,
  },
  notReceivable: {
    title: 'Cette livraison n’est pas à réceptionner',
    text: 'Elle est reportée, annulée ou terminée. Ce que vous avez écrit est ci-dessous, et n’a pas été enregistré.',
  },
  see: 'Voir la livraison et son bon',
};

export const deliveryRefusals = {
  conflict: {
    title: 'Quelqu’un a écrit en même temps que vous',
    text: 'Rien n’a été enregistré, et votre texte est conservé\u00a0: relisez ce qui a changé, puis recommencez si c’est toujours la bonne suite.',
  },
  'invalid-transition': {
    title: 'Cette livraison n’attend plus cela',
    text: 'Rien n’a été enregistré\u00a0: revenez à la livraison et relisez où elle en est.',
  },
};
