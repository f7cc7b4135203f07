import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type Chart, Testing } from 'cdk8s';
import { Delivery } from 'cdk8s-elixir';
import { parseAllDocuments } from 'yaml';
import { ChatCluster, environments } from '../../apps/chat-cluster/chart';
import { Applications, Chat, type Target, targets } from '../../apps/fleet/chart';
import { HelloPhoenix } from '../../apps/hello-phoenix/chart';
import { Shop } from '../../apps/shop/chart';

/** A place of the fleet, which Argo CD delivers. */
function fleet(app: App, target: Target): Chart {
  Delivery.set(app, Delivery.argoCd());
  return new Chat(app, target);
}

/** Charts of the example apps, by their file in dist/. */
const CHARTS: { readonly [file: string]: (app: App) => Chart } = {
  'hello-phoenix/production': (app) => new HelloPhoenix(app, 'production'),
  'shop/production': (app) => new Shop(app, 'production'),
  'fleet/applications': (app) => new Applications(app),
  ...Object.fromEntries(targets.map((target) => [`fleet/${target.name}`, (app: App) => fleet(app, target)])),
  ...Object.fromEntries(
    Object.entries(environments).map(([id, props]) => [
      `chat-cluster/${id}`,
      (app: App) => new ChatCluster(app, id, props),
    ]),
  ),
};

test.each(Object.keys(CHARTS))('dist/%s is what the app renders', (file) => {
  const text = readFileSync(join(__dirname, '../../dist', `${file}.k8s.yaml`), 'utf8');
  expect(Testing.synth(CHARTS[file](new App()))).toEqual(parseAllDocuments(text).map((document) => document.toJS()));
});
