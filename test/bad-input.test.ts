import { join } from 'node:path';
import type { BadInput } from './bad-input/bad-input';
import { BUNDLE } from './bad-input/bundle';
import { CLOUDS } from './bad-input/clouds';
import { CLUSTER } from './bad-input/cluster';
import { DELIVERY } from './bad-input/delivery';
import { ENVIRONMENT } from './bad-input/environment';
import { GATEWAY } from './bad-input/gateway';
import { JOB } from './bad-input/job';
import { LIMITS } from './bad-input/limits';
import { NETWORK } from './bad-input/network';
import { OBJECTS } from './bad-input/objects';
import { OVERRIDES } from './bad-input/overrides';
import { PHOENIX } from './bad-input/phoenix';
import { POD } from './bad-input/pod';
import { RELEASE } from './bad-input/release';
import { ROLLOUT } from './bad-input/rollout';
import { RUNNERS } from './bad-input/runners';
import { SCALING } from './bad-input/scaling';
import { SECRET_SOURCES } from './bad-input/secret-sources';
import { STATE } from './bad-input/state';
import { TLS_INPUT } from './bad-input/tls';
import { VM } from './bad-input/vm';
import { WAYS_IN } from './bad-input/ways-in';
import { errorOf } from './support/subjects';

const TABLE: readonly BadInput[] = [
  ...CLUSTER,
  ...VM,
  ...RELEASE,
  ...JOB,
  ...POD,
  ...OVERRIDES,
  ...BUNDLE,
  ...ENVIRONMENT,
  ...PHOENIX,
  ...GATEWAY,
  ...OBJECTS,
  ...LIMITS,
  ...RUNNERS,
  ...SCALING,
  ...ROLLOUT,
  ...NETWORK,
  ...SECRET_SOURCES,
  ...DELIVERY,
  ...STATE,
  ...WAYS_IN,
  ...CLOUDS,
  ...TLS_INPUT,
];

/** The lines of a message that follow one label, up to the next. */
function part(message: string, label: 'allowed' | 'fix'): string {
  return message
    .split('\n')
    .filter((line) => line.trim().startsWith(`${label}:`))
    .join('\n');
}

test.each(TABLE.map((row) => [row.name, row] as const))('refuses %s', (_, { build, expects }) => {
  const error = errorOf(build);
  const { message } = error;
  if (expects.path !== undefined) expect(message).toContain(expects.path);
  expect(message).toContain(`\`${expects.property}\` is `);
  if (expects.value !== undefined) expect(message).toContain(expects.value);
  if (expects.hidden !== undefined) {
    if (expects.value === undefined)
      expect(message).toMatch(/ is (\(not shown\)|text|a number|an object|a list of \d+)$/m);
    expect(`${message}${error.stack}${JSON.stringify(error)}`).not.toContain(expects.hidden);
  }
  expect(part(message, 'allowed')).toContain(expects.allowed);
  expect(part(message, 'fix')).toContain(expects.fix);
});

/** Where frames of the library, of cdk8s and of constructs come from. */
const ROOT = join(__dirname, '..');
const NOT_THE_USERS = [`${ROOT}/lib/`, `${ROOT}/build/`, '/node_modules/cdk8s/', '/node_modules/constructs/'];

test.each(TABLE.map((row) => [row.name, row] as const))(
  'shows no line of the library to who gives %s',
  (_, { build }) => {
    const error = errorOf(build);
    expect(error.message).not.toContain('\n    at ');
    // What cdk8s throws at synth has its stack; `cdk8s-elixir synth` shows the message alone (test/command).
    if (error.message.startsWith('Validation failed')) return;
    const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
    expect(frames[0]).toContain(`${ROOT}/test/`);
    expect(frames.filter((frame) => NOT_THE_USERS.some((folder) => frame.includes(folder)))).toEqual([]);
  },
);

test('the table has a row for each kind of mistake, 60 at least', () => {
  expect(TABLE.length).toBeGreaterThanOrEqual(60);
  expect(new Set(TABLE.map(({ name }) => name)).size).toBe(TABLE.length);
});
