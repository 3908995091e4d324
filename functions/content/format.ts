import type { College } from '../domain/colleges/college.ts';
import type { Day, Instant } from '../domain/dates.ts';

export const collegeTitle = ({ name, commune }: College): string => `${name}, ${commune}`;

const months = [
  ...['janvier', 'février', 'mars', 'avril', 'mai', 'juin'],
  ...['juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
];

/** `17 décembre 2025`, `1er janvier 2026`. */
export function day(value: Day): string {
  // Without `Intl.DateTimeFormat`, whose first use adds 12 ms to a cold start.
  const [year, month = 0, date] = value.split('-').map(Number);
  return `${date === 1 ? '1er' : date} ${months[month - 1]} ${year}`;
}

/** `20/01/2026`, for a text field. */
export function dayInputText(value: Day): string {
  return value.split('-').toReversed().join('/');
}

/** `mardi 20 janvier 2026`: for appointments. */
export function dayOfWeek(value: Day): string {
  const date = new Date(`${value}T12:00:00.000Z`);
  const weekday = new Intl.DateTimeFormat('fr-FR', { weekday: 'long', timeZone: 'UTC' });
  return `${weekday.format(date)} ${day(value)}`;
}

/** `17 décembre 2025 à 9 h 05`, in that time zone. */
export function instant(value: Instant, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(value));
  const [date = '', time = ''] = parts.split(' ');
  const [hours, minutes] = time.split(':');
  return `${day(date)} à ${Number(hours)} h ${minutes}`;
}

/** `le 20 janvier 2026`, `début 2026`, or `entre le … et le …`. */
export function period({ from, to }: { readonly from: Day; readonly to: Day }): string {
  if (from === to) return `le ${day(from)}`;
  const year = from.slice(0, 4);
  if (from === `${year}-01-01` && to === `${year}-03-31`) return `début ${year}`;
  return `entre le ${day(from)} et le ${day(to)}`;
}

/** `1 200`, with the narrow no-break space of French numbers. */
export function number(value: number): string {
  // Without `Intl.NumberFormat`, whose first use adds 10 ms to a cold start.
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** `1 casier`, `2 casiers`; French uses the singular for 0. */
export function count(value: number, one: string, several = `${one}s`): string {
  return `${number(value)} ${value < 2 ? one : several}`;
}
