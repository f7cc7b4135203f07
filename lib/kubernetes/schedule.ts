import { Refusal } from '../errors/refusal';

/** Field of a schedule: its name, its numbers and the words that stand for them. */
interface ScheduleField {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly words?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const FIELDS: readonly ScheduleField[] = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day of the month', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12, words: MONTHS },
  { name: 'day of the week', from: 0, to: 6, words: WEEKDAYS },
];

const MACROS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

const EVERY = /^@every (\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/;

/**
 * Schedule of a CronJob, as the API server takes it: five fields, or a macro.
 *
 * Source: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax; the parser is
 * robfig/cron v3, `ParseStandard`: Sunday is 0 and never 7.
 *
 * @throws where it is none, with the field that is wrong
 */
export function checkSchedule(property: string, schedule: string): string {
  if (MACROS.includes(schedule) || EVERY.test(schedule)) return schedule;
  const parts = schedule.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) throw noSchedule(property, schedule);
  parts.forEach((part, index) => {
    const field = FIELDS[index];
    if (!part.split(',').every((item) => isItem(item, field))) throw noField(property, schedule, part, field);
  });
  return schedule.trim();
}

/** Item of a field: `*`, a number, a range, each with a step or without. */
function isItem(item: string, field: ScheduleField): boolean {
  const [range, step, ...more] = item.split('/');
  if (more.length > 0 || (step !== undefined && !(/^\d+$/.test(step) && Number(step) > 0))) return false;
  if (range === '*' || range === '?') return true;
  const ends = range.split('-').map((end) => numberOf(end, field));
  return (
    ends.length <= 2 && ends.every((end) => end >= field.from && end <= field.to) && !(ends[0] > (ends[1] ?? ends[0]))
  );
}

function numberOf(text: string, { from, words = [] }: ScheduleField): number {
  const word = words.indexOf(text.toLowerCase());
  if (word >= 0) return word + from;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

function noSchedule(property: string, schedule: string): Refusal {
  const zone = /^(CRON_)?TZ=/.test(schedule);
  return new Refusal({
    property,
    value: schedule,
    ...(zone ? { why: 'the API server refuses a time zone in a schedule' } : {}),
    allowed: `five fields (${FIELDS.map(({ name }) => name).join(', ')}), or ${MACROS.join(', ')}`,
    fix: zone ? 'remove it, and set `timeZone`' : "for example '0 3 * * *' for three o'clock each day",
  });
}

function noField(property: string, schedule: string, part: string, { name, from, to, words }: ScheduleField): Refusal {
  const sunday = name === 'day of the week' && /(^|[,-])7/.test(part);
  return new Refusal({
    property,
    value: schedule,
    why: `"${part}" is no ${name}`,
    allowed: `${from} to ${to}${words ? ` or ${words[0]} to ${words.at(-1)}` : ''}, *, ranges, lists and steps`,
    fix: sunday ? 'write 0 or sun for Sunday' : "for example '*/15 8-18 * * mon-fri'",
  });
}

/**
 * Time zone of a schedule, by its name in the IANA database.
 *
 * @throws where no such zone is known
 */
export function checkTimeZone(property: string, zone: string): string {
  if (isTimeZone(zone)) return zone;
  throw new Refusal({
    property,
    value: zone,
    allowed: 'a name of the IANA time zone database',
    fix: "for example 'Europe/Berlin' or 'Etc/UTC'",
  });
}

/** Offsets (`+02:00`) are zones for JavaScript, and none for the API server; it tells names apart by their case. */
function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(zone)) return false;
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
    return known === zone || known.toLowerCase() !== zone.toLowerCase();
  } catch {
    return false;
  }
}
