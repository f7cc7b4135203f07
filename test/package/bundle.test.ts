import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import manifest from '../../package.json';

const ROOT = join(__dirname, '../..');
const main: typeof import('cdk8s-elixir') = require(join(ROOT, manifest.exports['.'].default.default));
const fast: typeof import('cdk8s-elixir/app') = require(join(ROOT, manifest.exports['./app'].default.default));

test.each([
  [manifest.exports['.'].default.default, manifest.types.replace('.d.ts', '.js')],
  [manifest.exports['./app'].default.default, manifest.exports['./app'].default.types.replace('.d.ts', '.js')],
])('%s is one file with everything that the compiled module exports', (bundle, compiled) => {
  const exported = (file: string) => Object.keys(require(join(ROOT, file))).sort();
  expect(exported(bundle)).toEqual(exported(compiled));
});

test('a FastApp of the subpath writes the objects of the library in one pass, and what the stock App writes', () => {
  const yaml = (app: App) => {
    const chart = new Chart(app, 'chart', { namespace: 'chat' });
    const secret = main.ExistingSecret.named('chat');
    const cluster = new main.ErlangCluster(chart, 'chat', { cookie: secret.key('RELEASE_COOKIE') });
    new main.PhoenixService(chart, 'web', {
      image: 'ghcr.io/acme/chat:1.4.2',
      host: 'chat.example.com',
      cluster,
      secretKeyBase: secret.key('SECRET_KEY_BASE'),
    });
    return app.synthYaml();
  };
  expect(fast.PlainObject).toBe(main.app.PlainObject); // one bundle loads the other
  const text = jest.spyOn(main.app.PlainObject.prototype, 'text');
  const rendered = yaml(new fast.FastApp());
  expect(text.mock.results.every(({ value }) => typeof value === 'string')).toBe(true);
  expect(text).toHaveBeenCalledTimes(rendered.match(/^kind: /gm)?.length as number);
  expect(rendered).toBe(yaml(new App()));
});
