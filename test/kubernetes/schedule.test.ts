// Schedules and time zones, taken or refused as the API server does it: its parser is asked where Go is there.
import { checkSchedule, checkTimeZone, isSchedule, isTimeZone } from '../../lib/kubernetes/schedule';
import fc, { runs } from '../support/random';
import { errorOf } from '../support/subjects';
import { takenByServer, whyNotBuilt } from './support/cron';

const why = whyNotBuilt();
if (why !== undefined) {
  if (process.env.GO === 'required') throw new Error(`GO=required, but ${why}`);
  console.warn(`SKIPPED: schedules as the API server parses them, which takes Go (https://go.dev/dl): ${why}`);
}

const testWithGo = why === undefined ? test : test.skip;

const TAKEN = [
  ...['* * * * *', '0 3 * * *', '59 23 31 12 6', '0 0 1 1 0', '?  ? ? ? ?', ' 0\t3 * * * ', '00 03 * * *'],
  ...['*/15 * * * *', '0-30/5 8-18 * * mon-fri', '5/15 * * * *', '1,2,3-9/3,*/7 * * * *', '0 0 29 2 *'],
  ...['0 0 * JAN,feb-Dec SUN', '0 0 * * sun-sat/2', '*/400 * * * *', '0 0 ? * 1'],
  ...['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'],
  ...['@every 1h', '@every 1h30m', '@every 1.5h', '@every .5h10s', '@every 1.h', '@every 100ms', '@every 9µs3μs2us1ns'],
];

const REFUSED = [
  ...['', ' ', '* * * *', '* * * * * *', '60 * * * *', '* 24 * * *', '* * 0 * *', '* * 32 * *', '* * * 0 *'],
  ...['* * * 13 *', '* * * * 7', '* * * * sunday', '* * * january *', '* * * * fri-mon', '30-10 * * * *', '-1 * * * *'],
  ...[
    '*/0 * * * *',
    '*/-1 * * * *',
    '*/ * * * *',
    '/5 * * * *',
    '1/2/3 * * * *',
    '1-2-3 * * * *',
    '- * * * *',
    'a * * * *',
  ],
  ...['1.5 * * * *', '* * L * *', '* * * * 1#2', '* * 15W * *', '0x1 * * * *', '*/mon * * * *', 'mon * * * *'],
  ...['*/99999999999999999999 * * * *', '99999999999999999999 * * * *'],
  ...[
    '@reboot',
    '@Daily',
    ' @daily',
    '@daily ',
    '@every',
    '@every ',
    '@every 1',
    '@every 1d',
    '@every 1 h',
    '@every .h',
  ],
];

/** What the parser takes by accident, and nobody means. */
const BY_ACCIDENT = [
  ...['1,,2 * * * *', ', * * * *', '1, * * * *', '*-5 * * * *', '*-5-7/2 * * * *', '+5 * * * *', '*/+5 * * * *'],
  ...['@every -1h', '@every +1h', '@every 0'],
];

const IS_ACCIDENT = /[+]|[*?]-|(^|[\s,]),|,(\s|$)|@every (-|0$)/;

/** Taken by the parser, and refused because `timeZone` is set beside them. */
const ZONED = ['TZ=UTC 0 3 * * *', 'CRON_TZ=Europe/Berlin 0 3 * * *'];

test.each(TAKEN)('"%s" is a schedule', (schedule) => {
  expect(checkSchedule('schedule', schedule)).toBe(schedule.trim());
});

test.each([...REFUSED, ...BY_ACCIDENT, ...ZONED])('"%s" is none', (schedule) => {
  expect(isSchedule(schedule)).toBe(false);
  expect(errorOf(() => checkSchedule('schedule', schedule)).message).toContain('`schedule` is');
});

testWithGo('the API server says the same of each of them', () => {
  expect(TAKEN.filter((_, index) => !takenByServer(TAKEN)[index])).toEqual([]);
  expect(REFUSED.filter((_, index) => takenByServer(REFUSED)[index])).toEqual([]);
  expect(takenByServer([...BY_ACCIDENT, ...ZONED])).not.toContain(false);
  expect(BY_ACCIDENT.filter((one) => !IS_ACCIDENT.test(one))).toEqual([]);
});

const end = fc.oneof(
  fc.integer({ min: 0, max: 70 }).map(String),
  fc.constantFrom('*', '?', 'sun', 'Mon', 'sat', 'jan', 'DEC', '07', '', 'x', '+1', 'feb3'),
);
const step = fc.oneof(
  fc.integer({ min: 0, max: 90 }).map((one) => `/${one}`),
  fc.constantFrom('', '', '', '/', '/*', '/2/3'),
);
const item = fc
  .tuple(end, fc.option(end, { nil: undefined, freq: 3 }), step)
  .map(([from, to, by]) => `${from}${to === undefined ? '' : `-${to}`}${by}`);
const part = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('*', '0', '1', '5', '*/2', '1-6/2', '2,4') },
  fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(',')),
);
const duration = fc
  .array(fc.tuple(fc.constantFrom('1', '2.5', '.5', '10.', '', '.'), fc.constantFrom('h', 'm', 's', 'ms', 'd', '')), {
    maxLength: 3,
  })
  .map((parts) => `@every ${parts.map((one) => one.join('')).join('')}`);
const schedules = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.array(part, { minLength: 5, maxLength: 5 }), fc.constantFrom(' ', '  ', '\t'))
      .map(([parts, space]) => parts.join(space)),
  },
  fc.array(part, { minLength: 4, maxLength: 6 }).map((parts) => parts.join(' ')),
  duration,
);

testWithGo('the API server says the same of any schedule', () => {
  const all = fc.sample(schedules, runs(20_000));
  const server = takenByServer(all);
  expect(all.filter((one, index) => isSchedule(one) && !server[index])).toEqual([]);
  expect(all.filter((one, index) => !isSchedule(one) && server[index] && !IS_ACCIDENT.test(one))).toEqual([]);
  const taken = all.filter(isSchedule).length;
  expect(Math.min(taken, all.length - taken)).toBeGreaterThan(1000);
});

test('a message names the field that is wrong', () => {
  const message = (schedule: string) => errorOf(() => checkSchedule('schedule', schedule)).message;
  expect(message('0 24 * * *')).toMatch(/"24" is no hour\n.*allowed: 0 to 23,/);
  expect(message('0 0 * * 1,7')).toMatch(/"1,7" is no day of the week\n.*0 to 6 or sun to sat.*\n.*write 0 or sun/s);
  expect(message('0 0 * foo *')).toContain('1 to 12 or jan to dec');
  expect(message('TZ=UTC 0 3 * * *')).toMatch(/refuses a time zone.*set `timeZone`/s);
});

test.each([
  'Etc/UTC',
  'UTC',
  'Europe/Berlin',
  'America/Port-au-Prince',
  'America/Argentina/Buenos_Aires',
  'US/Pacific',
  'Etc/GMT+5',
  'EST5EDT',
  'GB',
  'NZ-CHAT',
  'Asia/Calcutta',
])('%s is a time zone', (zone) => {
  expect(checkTimeZone('timeZone', zone)).toBe(zone);
});

test.each([
  '',
  'Local',
  'local',
  'Berlin',
  '+02:00',
  'UTC+2',
  'europe/berlin',
  'EUROPE/BERLIN',
  'Europe/berlin',
  'us/pacific',
  'US/PACIFIC',
  'Asia/calcutta',
  'Europe/Berlin ',
  '/Europe/Berlin',
  '../Etc/UTC',
  'Europe//Berlin',
  'Europe/',
])('"%s" is none', (zone) => {
  expect(errorOf(() => checkTimeZone('timeZone', zone)).message).toContain('`timeZone` is');
});

test('every zone that JavaScript lists is one', () => {
  const all = Intl.supportedValuesOf('timeZone');
  expect(all.length).toBeGreaterThan(300);
  expect(all.filter((zone) => !isTimeZone(zone))).toEqual([]);
});
