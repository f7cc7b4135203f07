import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Ratio, run, seconds, spread } from './measure';
import { COMMAND, COMPILED, ROOT, WORK } from './places';

const MAIN = `import { FastApp } from 'cdk8s-elixir/app';
import { Hello } from './chart';

const app = new FastApp();
new Hello(app, 'production');
app.synth();
`;

const chart = (host: string) => `import { Chart } from 'cdk8s';
import { ErlangCluster, ExistingSecret, PhoenixService } from 'cdk8s-elixir';
import type { Construct } from 'constructs';

export class Hello extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'hello' });
    const secret = ExistingSecret.named('hello');
    const cluster = new ErlangCluster(this, 'hello', { cookie: secret.key('RELEASE_COOKIE') });
    new PhoenixService(this, 'web', {
      image: 'ghcr.io/acme/hello:1.4.2',
      host: '${host}',
      cluster,
      secretKeyBase: secret.key('SECRET_KEY_BASE'),
    });
  }
}
`;

const TSCONFIG = {
  compilerOptions: { target: 'ES2022', module: 'Node16', moduleResolution: 'Node16', strict: true, skipLibCheck: true },
};

/** A project as `cdk8s init` makes it, in TypeScript. */
function project(): string {
  const path = join(WORK, 'development'); // below node_modules, as a project is
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'main.ts'), MAIN);
  writeFileSync(join(path, 'chart.ts'), chart('hello.example.com'));
  writeFileSync(join(path, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  writeFileSync(join(path, 'cdk8s.yaml'), 'language: typescript\napp: npx ts-node main.ts\noutput: dist\n');
  return path;
}

/**
 * From a save to the files, with `cdk8s-elixir synth --watch`, against `npx cdk8s synth` with ts-node as it comes: each
 * pair one after the other.
 */
export async function development(pairs: number): Promise<Ratio> {
  const cwd = project();
  const output = join(cwd, 'ours', 'production.k8s.yaml');
  const args = ['synth', '--watch', '--app', 'node -r cdk8s-elixir/register main.ts', '--output', 'ours'];
  const watcher = spawn(process.execPath, [COMMAND, ...args], {
    cwd,
    stdio: 'ignore',
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
  });
  try {
    await until(() => existsSync(output));
    const ratios: number[] = [];
    for (let pair = 0; pair < pairs; pair++) {
      await sleep(200);
      const host = `hello-${pair}.example.com`;
      const start = performance.now();
      writeFileSync(join(cwd, 'chart.ts'), chart(host));
      await until(() => contains(output, host));
      const ours = (performance.now() - start) / 1000;
      ratios.push(ours / seconds({ file: 'npx', args: ['cdk8s', 'synth'], cwd }));
    }
    const [stock, own] = ['dist', 'ours'].map((one) => readFileSync(join(cwd, one, 'production.k8s.yaml'), 'utf8'));
    if (stock !== own) throw new Error('the development command renders something else than cdk8s synth');
    return spread(ratios);
  } finally {
    watcher.kill();
  }
}

/** While the command swaps its folders there is no file for a moment. */
function contains(file: string, text: string): boolean {
  try {
    return readFileSync(file, 'utf8').includes(text);
  } catch {
    return false;
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 2) {
    if (holds()) return;
    await sleep(2);
  }
  throw new Error('waited a minute for the development command');
}

/** `npx cdk8s` works here. */
export function warmUp(): void {
  run('npx', ['cdk8s', '--version'], { cwd: ROOT });
}
