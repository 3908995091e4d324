import { findCollege, type Register } from '../../domain/college.ts';
import { type Digest, type DigestChange, silentColleges } from '../../domain/digest.ts';
import { lotsOf, totalsOf } from '../../domain/standing.ts';
import type { Uai } from '../../domain/uai.ts';
import { day, instant } from '../dates.ts';
import type { Notice, NoticeSection } from '../notice.ts';
import { count, number } from '../numbers.ts';
import { standingLabels } from '../standings.ts';
import { changeLabel, lotsText, needsBefore } from './digest-phrases.ts';

/** What a digest is told with, beside itself. */
export interface DigestSetting {
  readonly departementName: string;
  readonly serviceName: string;
  readonly timeZone: string;
  /** Lockers the workshop makes at a time. */
  readonly lotSize: number;
  readonly siteUrl: string;
}

/** The night's message to the service Éducation: exceptions first, then the news, who is silent, the sums. */
export function digestNotice(digest: Digest, register: Register, setting: DigestSetting): Notice {
  const { campaign, standings, until } = digest;
  const changes = inOrder(digest.changes, register);
  const totals = totalsOf(standings);
  const news = count(changes.length, 'nouvelle réponse', 'nouvelles réponses');
  const answered = `${count(totals.answered, 'collège')} sur ${number(register.length)} ${totals.answered < 2 ? 'a répondu' : 'ont répondu'}`;
  const when = instant(until, setting.timeZone);
  return {
    title: `${campaign.name} : ${news}`,
    summary: `${news} depuis le dernier récapitulatif. ${answered}, ${count(totals.lockersToReplace, 'casier')} à remplacer en tout.`,
    sections: [
      ...dangerSection(changes, register),
      newsSection(changes, register),
      ...silentSection(digest, register),
      totalsSection(digest, register, setting.lotSize),
    ],
    actions: [{ label: 'Ouvrir le site', url: setting.siteUrl }],
    footer: `Récapitulatif établi le ${when} pour le ${setting.serviceName} du Département de ${setting.departementName}. Le détail est dans les fichiers joints.`,
  };
}

function collegeName(register: Register, uai: Uai): string {
  const college = findCollege(register, uai);
  return college ? `${college.name}, ${college.commune}` : uai;
}

/** In the order of the register, as in every other list. */
function inOrder(changes: readonly DigestChange[], register: Register): readonly DigestChange[] {
  const place = new Map(register.map(({ uai }, index) => [uai, index]));
  return changes.toSorted((a, b) => (place.get(a.uai) ?? -1) - (place.get(b.uai) ?? -1));
}

function dangerSection(changes: readonly DigestChange[], register: Register): NoticeSection[] {
  const rows = changes.flatMap(({ uai, filing }) => {
    if (filing.kind !== 'needs' || filing.needs.lockersDangerous === 0) return [];
    const { lockersDangerous, place, contactName, contactPhone, contactMail } = filing.needs;
    const contact = `${contactName}, ${contactPhone || contactMail}`;
    return [
      [collegeName(register, uai), number(lockersDangerous), place || 'non précisé', contact],
    ];
  });
  if (rows.length === 0) return [];
  return [
    {
      title: 'À traiter d’abord : casiers dangereux',
      table: { columns: ['Collège', 'Casiers dangereux', 'Où', 'À joindre'], rows },
    },
  ];
}

function newsSection(changes: readonly DigestChange[], register: Register): NoticeSection {
  const rows = changes.map((change) => [
    collegeName(register, change.uai),
    changeLabel(change),
    ...needsBefore(change),
  ]);
  return {
    title: 'Nouvelles réponses et corrections',
    table: {
      columns: ['Collège', 'Réponse', 'À remplacer', 'Inutilisables', 'Dangereux', 'À reprendre'],
      rows,
    },
  };
}

function silentSection(digest: Digest, register: Register): NoticeSection[] {
  const silent = silentColleges(register, digest);
  if (silent.length === 0) return [];
  const drafting = new Set(
    digest.standings.filter(({ state }) => state === 'draft').map(({ uai }) => uai),
  );
  const rows = silent.map(({ uai }) => [
    collegeName(register, uai),
    standingLabels[drafting.has(uai) ? 'draft' : 'silent'],
  ]);
  const closes = `La campagne ferme le ${day(digest.campaign.closesOn)}.`;
  return [
    {
      title: `Sans réponse : ${count(silent.length, 'collège')}`,
      text: closes,
      table: { columns: ['Collège', 'État'], rows },
    },
  ];
}

function totalsSection(digest: Digest, register: Register, lotSize: number): NoticeSection {
  const totals = totalsOf(digest.standings);
  return {
    title: 'Totaux de la campagne',
    facts: [
      {
        label: 'Réponses',
        value: `${number(totals.answered)} sur ${number(register.length)}, dont ${count(totals.nothingNeeded, 'état néant', 'états néants')}`,
      },
      { label: 'Casiers à remplacer', value: number(totals.lockersToReplace) },
      { label: 'Casiers inutilisables', value: number(totals.lockersUnusable) },
      { label: 'Casiers dangereux', value: number(totals.lockersDangerous) },
      { label: 'Anciens casiers à reprendre', value: number(totals.lockersToTakeBack) },
      {
        label: `Lots de ${number(lotSize)}`,
        value: lotsText(lotsOf(totals.lockersToReplace, lotSize)),
      },
    ],
  };
}
