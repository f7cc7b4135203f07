import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ApiObject, App, type AppProps } from 'cdk8s';
import { FastApp, PlainObject } from 'cdk8s-elixir/app';

/** What a synth leaves: its files by path (folders end with a slash), and what it throws. */
export interface Outcome {
  readonly files: { readonly [path: string]: string };
  readonly error?: string;
}

/**
 * Synthesizes one app with the stock App and with FastApp, each in a folder of its own. With the stock App the
 * library's objects are rendered by cdk8s too.
 */
export function both(build: (app: App) => void, props: AppProps = {}): { stock: Outcome; ours: Outcome } {
  const asCdk8s = jest.spyOn(PlainObject.prototype, 'toJson').mockImplementation(function (this: PlainObject) {
    return ApiObject.prototype.toJson.call(this);
  });
  const stock = outcome(App, build, props);
  asCdk8s.mockRestore();
  return { stock, ours: outcome(FastApp, build, props) };
}

/** Fails where FastApp leaves other files than the stock App, or throws something else. */
export function expectEqual(build: (app: App) => void, props: AppProps = {}): Outcome {
  const { stock, ours } = both(build, props);
  expect(ours.error).toBe(stock.error);
  if (stock.error === undefined) expect(ours.files).toEqual(stock.files);
  return stock;
}

function outcome(Kind: typeof App, build: (app: App) => void, props: AppProps): Outcome {
  const outdir = mkdtempSync(join(tmpdir(), 'equal-'));
  try {
    const app = new Kind({ ...props, outdir });
    build(app);
    app.synth();
    return { files: read(outdir) };
  } catch (error) {
    return { files: read(outdir), error: (error as Error).message };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function read(folder: string): { [path: string]: string } {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    paths.map((path) => {
      const whole = join(folder, path);
      return statSync(whole).isDirectory() ? [`${path}/`, ''] : [relative(folder, whole), readFileSync(whole, 'utf8')];
    }),
  );
}
