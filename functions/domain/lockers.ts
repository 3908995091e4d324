import { cleanText } from './text.ts';

/** Lockers whose numbers follow each other: `A07` to `A12`. */
export interface LockerRange {
  /** Capital letters before the number; often none. */
  readonly prefix: string;
  readonly first: number;
  readonly last: number;
  /** Digits that a number has at least: 3 where `007` is written, 1 where no zero leads. */
  readonly digits: number;
}

/** More broken at once is a slip of the keyboard, or a need to declare. */
export const mostLockers = 500;

export type LockersFault =
  /** `part` is what was typed there. */
  | { readonly kind: 'unreadable'; readonly part: string }
  | { readonly kind: 'reversed'; readonly first: string; readonly last: string }
  | { readonly kind: 'mixed-prefixes'; readonly first: string; readonly last: string }
  | { readonly kind: 'duplicate'; readonly locker: string }
  | { readonly kind: 'too-many'; readonly count: number };

export type LockersParseResult =
  | { readonly kind: 'lockers'; readonly lockers: readonly LockerRange[] }
  | LockersFault;

/**
 * Reads numbers as people write them: `101-112, 115`, `101 à 112 et 115`, `A12-A18`, one a line. What comes out is in
 * order and as short as can be, whatever order it was typed in. No number at all is no fault.
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
  return count > mostLockers
    ? { kind: 'too-many', count }
    : { kind: 'lockers', lockers: joined(inOrder) };
}

export function countLockers(lockers: readonly LockerRange[]): number {
  return lockers.reduce((count, { first, last }) => count + last - first + 1, 0);
}

/** `101-112, 115`; read again, it is the same lockers. */
export function printLockers(lockers: readonly LockerRange[]): string {
  return lockers.map(printRange).join(', ');
}

/** The lockers that are in both, the same whichever is asked first. `7` and `007` are one locker. */
export function sharedLockers(
  one: readonly LockerRange[],
  other: readonly LockerRange[],
): readonly LockerRange[] {
  const shared = one.flatMap((a) => other.flatMap((b) => sharedRange(a, b) ?? []));
  return joined(shared.toSorted(byNumber));
}

function sharedRange(a: LockerRange, b: LockerRange): LockerRange | undefined {
  const first = Math.max(a.first, b.first);
  const last = Math.min(a.last, b.last);
  if (a.prefix !== b.prefix || first > last) return undefined;
  return { prefix: a.prefix, first, last, digits: Math.max(a.digits, b.digits) };
}

/** List marks and the words around numbers are let go; every dash and every "à" between two numbers is one dash. */
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
  const said = { first: start ?? '', last: end ?? '' };
  // "A12-18" is said of one row: the letter is not repeated.
  if (lastPrefix !== '' && lastPrefix.toUpperCase() !== prefix.toUpperCase()) {
    return { kind: 'mixed-prefixes', ...said };
  }
  const [first, last] = [Number(from), Number(to)];
  if (first > last) return { kind: 'reversed', ...said };
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

/** Neighbours become one range wherever it writes the same numbers. */
function joined(inOrder: readonly LockerRange[]): readonly LockerRange[] {
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
