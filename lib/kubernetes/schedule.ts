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

/** Duration as Go's `time.ParseDuration` reads it, without a sign. */
const EVERY = /^@every ((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/;

/** Largest step: beyond it Go's numbers end. */
const LARGEST_STEP = 2 ** 31 - 1;

/**
 * Schedule of a CronJob, as the API server takes it: five fields, or a macro.
 *
 * Source: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax; the parser is
 * robfig/cron v3, `ParseStandard`: Sunday is 0 and never 7. What that parser takes by accident (`*-5` for `*`, `+5` for
 * 5, an item of a list that is missing) is refused.
 *
 * @throws where it is none, with the field that is wrong
 */
export function checkSchedule(property: string, schedule: string): string {
  if (isSchedule(schedule)) return schedule.trim();
  const parts = partsOf(String(schedule));
  if (parts.length !== FIELDS.length) throw noSchedule(property, schedule);
  const wrong = parts.findIndex((part, index) => !isPart(part, FIELDS[index]));
  throw noField(property, schedule, parts[wrong], FIELDS[wrong]);
}

/** Whether a value is a schedule. */
export function isSchedule(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  if (MACROS.includes(value) || EVERY.test(value)) return true;
  const parts = partsOf(value);
  return parts.length === FIELDS.length && parts.every((part, index) => isPart(part, FIELDS[index]));
}

function partsOf(schedule: string): string[] {
  return schedule.trim().split(/\s+/);
}

function isPart(part: string, field: ScheduleField): boolean {
  return part.split(',').every((item) => isItem(item, field));
}

/** Item of a field: `*`, a number, a range, each with a step or without. */
function isItem(item: string, field: ScheduleField): boolean {
  const [range, step, ...more] = item.split('/');
  if (more.length > 0 || (step !== undefined && !isStep(step))) return false;
  if (range === '*' || range === '?') return true;
  const ends = range.split('-').map((end) => numberOf(end, field));
  return (
    ends.length <= 2 && ends.every((end) => end >= field.from && end <= field.to) && !(ends[0] > (ends[1] ?? ends[0]))
  );
}

function isStep(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) > 0 && Number(text) <= LARGEST_STEP;
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

/** Name of a zone by its form: parts that begin in upper case and are no shouted word. */
const ZONE = /^(?!.*[A-Z]{5})[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*)*$/;

/**
 * Offsets (`+02:00`) are zones for JavaScript, and none for the API server; it tells names apart by their case, which of
 * an alias (`US/Pacific`) only the form can tell.
 */
export function isTimeZone(zone: unknown): boolean {
  if (typeof zone !== 'string' || !ZONE.test(zone)) return false;
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
    return known === zone || known.toLowerCase() !== zone.toLowerCase();
  } catch {
    return false;
  }
}
