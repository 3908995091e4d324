/**
 * A `cron(…)` of EventBridge in the words of croner: seconds first, `*` for `?`, weekdays from 0 instead of 1.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function toCronerPattern(expression: string): string {
  const fields = /^cron\(([^()]*)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) throw new Error(`The local world does not know ${expression}`);
  const [minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = fields;
  return ['0', minute, hour, any(day), month, toCronerWeekdays(any(weekday)), year].join(' ');
}

const any = (field: string): string => (field === '?' ? '*' : field);

function toCronerWeekdays(field: string): string {
  if (/[L#]/.test(field)) throw new Error(`The local world does not know the weekday ${field}`);
  // What follows a slash is a step, not a day.
  return field.replaceAll(/(?<![/\d])[1-7]/g, (day) => String(Number(day) - 1));
}
