import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VmFlags } from 'cdk8s-elixir';
import { describe as described, Refusal, within } from '../../lib/errors/refusal';

const LIBRARY = join(__dirname, '../../build/bundle/index.js');
const PROPS = { property: 'replicas', value: 0, allowed: 'one or more', fix: 'write 1' };

function refused(body: () => unknown): Refusal {
  try {
    body();
  } catch (error) {
    return error as Refusal;
  }
  throw new Error('it was not refused');
}

const framesOf = ({ stack = '' }: Error) => stack.split('\n').filter((line) => /^\s+at /.test(line));

test('a value factory that refuses shows the line that called it', () => {
  const frames = framesOf(refused(() => VmFlags.of({ schedulers: 0 })));
  expect(frames[0]).toContain(__filename);
  expect(frames.join('\n')).not.toContain(join(__dirname, '../../lib'));
});

test('the stack begins with name and message, and the error shows nothing else of its own', () => {
  const error = new Refusal(PROPS);
  expect(error.stack?.startsWith(`Refusal: ${error.message}\n`)).toBe(true);
  expect(Object.keys(error)).toEqual([]);
  expect(error).toBeInstanceOf(Error);
});

test('a path is added once, and the stack stays where the value was refused', () => {
  const inner = refused(function here() {
    throw new Refusal(PROPS);
  });
  const outer = refused(() =>
    within({ path: 'chat' }, () => {
      throw inner;
    }),
  );
  expect(outer.message).toMatch(/^chat: `replicas` is 0/);
  expect(framesOf(outer)).toEqual(framesOf(inner));
  expect(refused(() => within({ path: 'other' }, () => void thrown(outer)))).toBe(outer);
  const foreign = new TypeError('no');
  expect(refused(() => within({ path: 'other' }, () => void thrown(foreign)))).toBe(foreign);
});

function thrown(error: Error): never {
  throw error;
}

describe('how an app treats stacks', () => {
  const { prepareStackTrace, stackTraceLimit } = Error;

  afterEach(() => Object.assign(Error, { prepareStackTrace, stackTraceLimit }));

  test.each([0, 1, 3, 100])('a limit of %i frames holds, and stays', (limit) => {
    Error.stackTraceLimit = limit;
    const error = refused(() => VmFlags.of({ schedulers: 0 }));
    expect(Error.stackTraceLimit).toBe(limit);
    expect(framesOf(error).length).toBeLessThanOrEqual(limit);
    if (limit > 0) expect(framesOf(error)[0]).toContain(__filename);
  });

  test.each([
    ['call sites', (_: Error, sites: unknown[]) => sites],
    ['nothing', () => undefined],
  ])('stacks that are made into %s do not hide the refusal', (_, prepare) => {
    Error.prepareStackTrace = prepare as typeof prepareStackTrace;
    const error = refused(() => VmFlags.of({ schedulers: 0 }));
    expect(error.message).toContain('`VmFlags.schedulers` is 0');
    expect(error.stack).toBe(`Refusal: ${error.message}`);
  });

  test('without a limit there are no frames', () => {
    Object.assign(Error, { stackTraceLimit: undefined });
    expect(refused(() => VmFlags.of({ schedulers: 0 })).stack).not.toMatch(/^\s+at /m);
  });
});

describe('what users load', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cdk8s-elixir-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs an app with node alone; what it wrote to standard error. */
  function run(file: string, source: string, ...args: string[]): string {
    writeFileSync(join(folder, file), source);
    const env = { ...process.env, NODE_OPTIONS: '', DEBUG: '' };
    return spawnSync(process.execPath, [...args, join(folder, file)], { env, encoding: 'utf8' }).stderr;
  }

  const CALLS = 'VmFlags.of(\n  { schedulers: 0 },\n);\n';

  test("a refusal that nobody catches shows the user's line, and no other of a package", () => {
    const frames = framesOf({
      name: '',
      message: '',
      stack: run('app.js', `const { VmFlags } = require('${LIBRARY}');\n${CALLS}`),
    });
    expect(frames[0]).toContain('app.js:2:9');
    expect(frames.slice(1).every((frame) => frame.includes('node:internal'))).toBe(true);
  });

  test('an ES module too', () => {
    const [frame] = framesOf({
      name: '',
      message: '',
      stack: run('app.mjs', `import library from '${LIBRARY}';\nconst { VmFlags } = library;\n${CALLS}`),
    });
    expect(frame).toContain('app.mjs:3:9');
  });

  test('with source maps it is the line of the source', () => {
    const map = { version: 3, sources: ['app.ts'], names: [], mappings: ';AAoBA' };
    const inline = Buffer.from(JSON.stringify(map)).toString('base64');
    const source = `const { VmFlags } = require('${LIBRARY}');\n${CALLS}//# sourceMappingURL=data:application/json;base64,${inline}\n`;
    expect(framesOf({ name: '', message: '', stack: run('app.js', source, '--enable-source-maps') })[0]).toContain(
      'app.ts:21:',
    );
  });
});

test('a refusal is bounded, however long what it repeats is', () => {
  const long = 'x'.repeat(1_000_000);
  const text = described({ property: long, value: long, why: long, allowed: long, fix: long, path: long });
  expect(text.length).toBeLessThan(10_000);
});
