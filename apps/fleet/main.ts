import { join } from 'node:path';
import { App } from 'cdk8s';
import { Delivery } from 'cdk8s-elixir';
import { Applications, Chat, targets } from './chart';

const app = new App({ outdir: join(process.env.CDK8S_OUTDIR ?? 'dist', 'fleet') });
Delivery.set(app, Delivery.argoCd());
for (const target of targets) new Chat(app, target);
new Applications(app);
app.synth();
