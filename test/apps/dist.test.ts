import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type Chart, Testing } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { ChatCluster, environments } from '../../apps/chat-cluster/chart';
import { HelloPhoenix } from '../../apps/hello-phoenix/chart';
import { Shop } from '../../apps/shop/chart';

/** Charts of the example apps, by their file in dist/. */
const CHARTS: { readonly [file: string]: (app: App) => Chart } = {
  'hello-phoenix/production': (app) => new HelloPhoenix(app, 'production'),
  'shop/production': (app) => new Shop(app, 'production'),
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
