import { findCollege, type Register } from '../../domain/colleges/college.ts';
import { dayIn } from '../../domain/dates.ts';
import type { CampaignStatus, Lots } from '../../domain/declarations/campaign.ts';
import type { Digest } from '../../domain/notifications/digest.ts';
import { type DigestChange, isCorrection } from '../../domain/notifications/digest-changes.ts';
import type { Uai } from '../../domain/uai.ts';
import { count, number } from '../format.ts';

export function changeLabel(change: DigestChange): string {
  const { filing } = change;
  if (filing.kind === 'withdrawn') return 'Retirée';
  const isNothing = filing.kind === 'nothing-needed';
  if (isCorrection(change)) return isNothing ? 'Correction\u00a0: état néant' : 'Correction';
  return isNothing ? 'État néant' : 'Nouvelle';
}

/** The four counts of lockers: `24 → 36` where a correction changed one, `24 → –` for a declaration that was withdrawn. */
export function needsBefore({ filing, before }: DigestChange): string[] {
  const needs = filing.kind === 'needs' ? filing.needs : undefined;
  const counts = [
    'lockersToReplace',
    'lockersUnusable',
    'lockersDangerous',
    'lockersToTakeBack',
  ] as const satisfies readonly (keyof CampaignStatus)[];
  return counts.map((name) => {
    if (filing.kind === 'withdrawn') return before ? `${number(before[name])} → –` : '–';
    const now = needs?.[name] ?? 0;
    const then = before?.[name] ?? now;
    return then === now ? number(now) : `${number(then)} → ${number(now)}`;
  });
}

/** `2 lots complets et 4 casiers : il en manque 44 pour le suivant`. */
export function lotsText({ full, remainder, missing }: Lots): string {
  const lots = count(full, 'lot complet', 'lots complets');
  if (remainder === 0) return full === 0 ? 'aucun' : lots;
  const begun = count(remainder, 'casier');
  const next = `il en manque ${number(missing)} pour ${full === 0 ? 'un premier' : 'le suivant'}`;
  return `${full === 0 ? begun : `${lots} et ${begun}`}\u00a0: ${next}`;
}

/** `casiers-recensement-2026-au-2026-01-14`, without an extension. The files of a campaign sort by day in a folder. */
export function digestFileName({ campaign, damages, until }: Digest, timeZone: string): string {
  const withoutCampaign = damages.length > 0 ? 'signalements' : 'livraisons';
  const subject = campaign ? `recensement-${campaign.id}` : withoutCampaign;
  return `casiers-${subject}-au-${dayIn(timeZone, new Date(until))}`;
}

export function collegeName(register: Register, uai: Uai): string {
  const college = findCollege(register, uai);
  return college ? `${college.name}, ${college.commune}` : uai;
}

export function inOrderOfRegister<Item extends { readonly uai: Uai }>(
  items: readonly Item[],
  register: Register,
): readonly Item[] {
  const place = new Map(register.map(({ uai }, index) => [uai, index]));
  return items.toSorted((a, b) => (place.get(a.uai) ?? -1) - (place.get(b.uai) ?? -1));
}
