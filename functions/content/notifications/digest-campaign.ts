import type { Register } from '../../domain/colleges/college.ts';
import {
  type Campaign,
  lockersStillNeeded,
  lotsOf,
  totalsOf,
} from '../../domain/declarations/campaign.ts';
import { type Digest, notDeclaredColleges } from '../../domain/notifications/digest.ts';
import type { DigestChange } from '../../domain/notifications/digest-changes.ts';
import { campaignStatusLabels } from '../declarations/texts.ts';
import { count, day, number } from '../format.ts';
import type { NotificationSection } from '../model/notification.ts';
import { changeLabel, collegeName, lotsText, needsBefore } from './digest-phrases.ts';

/** `withContacts`: for one reader. Everybody in a channel is not told whom to call. */
export function dangerSection(
  changes: readonly DigestChange[],
  register: Register,
  { withContacts }: { readonly withContacts: boolean },
): NotificationSection[] {
  const rows = changes.flatMap(({ uai, filing }) => {
    if (filing.kind !== 'needs' || filing.needs.lockersDangerous === 0) return [];
    const { lockersDangerous, place, contactName, contactPhone, contactMail } = filing.needs;
    const contact = withContacts ? [`${contactName}, ${contactPhone || contactMail}`] : [];
    return [
      [collegeName(register, uai), number(lockersDangerous), place || 'non précisé', ...contact],
    ];
  });
  if (rows.length === 0) return [];
  const columns = ['Collège', 'Casiers dangereux', 'Où', ...(withContacts ? ['À joindre'] : [])];
  return [
    { title: 'À traiter d’abord\u00a0: casiers déclarés dangereux', table: { columns, rows } },
  ];
}

export function changesSection(
  changes: readonly DigestChange[],
  register: Register,
): NotificationSection[] {
  if (changes.length === 0) return [];
  const rows = changes.map((change) => [
    collegeName(register, change.uai),
    changeLabel(change),
    ...needsBefore(change),
  ]);
  return [
    {
      title: 'Nouvelles réponses, corrections et retraits',
      table: {
        columns: ['Collège', 'Réponse', 'À remplacer', 'Inutilisables', 'Dangereux', 'À reprendre'],
        rows,
      },
    },
  ];
}

export function notDeclaredSection(
  digest: Digest,
  register: Register,
  campaign: Campaign,
): NotificationSection[] {
  const notDeclared = notDeclaredColleges(register, digest);
  if (notDeclared.length === 0) return [];
  const states = new Map(digest.campaignStatuses.map(({ uai, state }) => [uai, state]));
  const rows = notDeclared.map(({ uai }) => [
    collegeName(register, uai),
    campaignStatusLabels[states.get(uai) ?? 'not-declared'],
  ]);
  const text = `La campagne ferme le ${day(campaign.closesOn)}.`;
  return [
    {
      title: `Sans réponse\u00a0: ${count(notDeclared.length, 'collège')}`,
      text,
      table: { columns: ['Collège', 'État'], rows },
    },
  ];
}

export function totalsSection(
  digest: Digest,
  register: Register,
  lotSize: number,
): NotificationSection {
  const totals = totalsOf(digest.campaignStatuses);
  const stillNeeded = lockersStillNeeded(digest.campaignStatuses, digest.supplies ?? []);
  return {
    title: 'Totaux de la campagne',
    facts: [
      {
        label: 'Réponses',
        value: `${number(totals.answered)} sur ${number(register.length)}, dont ${count(totals.nothingNeeded, 'état néant', 'états néants')}`,
      },
      { label: 'Casiers à remplacer', value: number(totals.lockersToReplace) },
      { label: 'Dont ni livrés ni prévus', value: number(stillNeeded) },
      { label: 'Casiers inutilisables', value: number(totals.lockersUnusable) },
      { label: 'Casiers déclarés dangereux', value: number(totals.lockersDangerous) },
      { label: 'Anciens casiers à reprendre', value: number(totals.lockersToTakeBack) },
      {
        label: `Lots de ${number(lotSize)}`,
        value: lotsText(lotsOf(stillNeeded, lotSize)),
      },
    ],
  };
}
