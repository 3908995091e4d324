import { cleanText } from './text.ts';

/** Lockers whose numbers follow each other: `A07` to `A12`. */
export interface LockerRange {
  /** Capital letters before the number; often none. */
  readonly prefix: string;
  readonly first: number;
  readonly last: number;
  /** Minimum digits of a number: 3 for `007`, 1 without leading zeros. */
  readonly digits: number;
}

/** More in one report is a typing error, or a need to declare. */
export const maxLockers = 500;

export type LockersFault =
  /** `part` is the text that could not be parsed. */
  | { readonly kind: 'unreadable'; readonly part: string }
  | { readonly kind: 'reversed'; readonly first: string; readonly last: string }
  | { readonly kind: 'mixed-prefixes'; readonly first: string; readonly last: string }
  | { readonly kind: 'duplicate'; readonly locker: string }
  | { readonly kind: 'too-many'; readonly count: number };

export type LockersParseResult =
  | { readonly kind: 'lockers'; readonly lockers: readonly LockerRange[] }
  | LockersFault;

/**
 * Parses numbers as people write them: `101-112, 115`, `101 à 112 et 115`, `A12-A18`, one per line. The ranges are sorted
 * and merged. A text without numbers gives no range and is valid.
 */
export function parseLockers(input: string): LockersParseResult {
  const ranges: LockerRange[] = [];
  for (const part of partsOf(input)) {
    const parsed = parsePart(part);
    if (parsed.kind !== 'range') return parsed;
    ranges.push(parsed.range);
  }
  const inOrder = ranges.toSorted(byNumber);
  const locker = duplicateIn(inOrder);
  if (locker) return { kind: 'duplicate', locker };
  const count = countLockers(inOrder);
  return count > maxLockers
    ? { kind: 'too-many', count }
    : { kind: 'lockers', lockers: merged(inOrder) };
}

export function countLockers(lockers: readonly LockerRange[]): number {
  return lockers.reduce((count, { first, last }) => count + last - first + 1, 0);
}

/** `101-112, 115`; `parseLockers` gives the same ranges back. */
export function printLockers(lockers: readonly LockerRange[]): string {
  return lockers.map(printRange).join(', ');
}

/** The lockers that are in both lists; the order of the arguments does not matter. `7` and `007` are one locker. */
export function sharedLockers(
  one: readonly LockerRange[],
  other: readonly LockerRange[],
): readonly LockerRange[] {
  const shared = one.flatMap((a) => other.flatMap((b) => sharedRange(a, b) ?? []));
  return merged(shared.toSorted(byNumber));
}

function sharedRange(a: LockerRange, b: LockerRange): LockerRange | undefined {
  const first = Math.max(a.first, b.first);
  const last = Math.min(a.last, b.last);
  if (a.prefix !== b.prefix || first > last) return undefined;
  return { prefix: a.prefix, first, last, digits: Math.max(a.digits, b.digits) };
}

/** Drops list marks and words around numbers; every dash and every "à" between two numbers becomes "-". */
function partsOf(input: string): string[] {
  return cleanText(input)
    .replace(/^[ \t]*[-–•*][ \t]+/gm, '')
    .replace(/\bn[°º]s?\s*/gi, '')
    .replace(/(?<=\d)\s*à\s*|(?<=\d)\s+au?\s+(?=[a-z]*\d)|\s*[-‐‑‒–—−]\s*/giu, '-')
    .split(/[\s,;.&+]+/)
    .filter((part) => part !== '' && !/^(?:casiers?|num[eé]ros?|de|du|les?|et)$/i.test(part));
}

type PartParseResult = { readonly kind: 'range'; readonly range: LockerRange } | LockersFault;

const rangeShape = /^([a-z]{0,4})(\d{1,6})(?:-([a-z]{0,4})(\d{1,6}))?$/i;

function parsePart(part: string): PartParseResult {
  const match = rangeShape.exec(part);
  if (!match) return { kind: 'unreadable', part };
  const [, prefix = '', from = '', lastPrefix = '', to = from] = match;
  const [start, end] = [prefix + from, lastPrefix + to].map((label) => label.toUpperCase());
  const labels = { first: start ?? '', last: end ?? '' };
  // "A12-18" stays in one row: the letter need not be repeated.
  if (lastPrefix !== '' && lastPrefix.toUpperCase() !== prefix.toUpperCase()) {
    return { kind: 'mixed-prefixes', ...labels };
  }
  const [first, last] = [Number(from), Number(to)];
  if (first > last) return { kind: 'reversed', ...labels };
  const digits = Math.max(1, ...[from, to].filter(isPadded).map(({ length }) => length));
  return { kind: 'range', range: { prefix: prefix.toUpperCase(), first, last, digits } };
}

const isPadded = (number: string) => /^0\d/.test(number);

function byNumber(a: LockerRange, b: LockerRange): number {
  if (a.prefix !== b.prefix) return a.prefix < b.prefix ? -1 : 1;
  return a.first - b.first;
}

function duplicateIn(inOrder: readonly LockerRange[]): string | undefined {
  const again = inOrder.find((range, index) => {
    const before = inOrder[index - 1];
    return before?.prefix === range.prefix && range.first <= before.last;
  });
  return again && label(again, again.first);
}

/** Merges neighbours where the merged range has the same labels. */
function merged(inOrder: readonly LockerRange[]): readonly LockerRange[] {
  const ranges: LockerRange[] = [];
  for (const next of inOrder) {
    const before = ranges.at(-1);
    if (before && follows(before, next)) ranges.splice(-1, 1, { ...before, last: next.last });
    else ranges.push(next);
  }
  return ranges;
}

function follows(before: LockerRange, next: LockerRange): boolean {
  if (before.prefix !== next.prefix || before.last + 1 !== next.first) return false;
  // 09 and 10 follow each other; 6 and 007 do not.
  const needsNoZero = next.digits === 1 && next.first >= 10 ** (before.digits - 1);
  return next.digits === before.digits || needsNoZero;
}

function printRange(range: LockerRange): string {
  const [first, last] = [label(range, range.first), label(range, range.last)];
  return first === last ? first : `${first}-${last}`;
}

function label({ prefix, digits }: LockerRange, number: number): string {
  return prefix + String(number).padStart(digits, '0');
}
