import { join } from 'node:path';
import { App } from 'cdk8s';
import { RequiredSecrets } from 'cdk8s-elixir';
import { ChatCluster, environments } from './chart';

const app = new App({ outdir: join(process.env.CDK8S_OUTDIR ?? 'dist', 'chat-cluster') });
for (const [environment, props] of Object.entries(environments)) new ChatCluster(app, environment, props);
app.synth();
console.log(RequiredSecrets.text(app));
