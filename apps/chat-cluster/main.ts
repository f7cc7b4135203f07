import { join } from 'node:path';
import { App } from 'cdk8s';
import { ChatCluster, environments } from './chart';

const app = new App({ outdir: join(process.env.CDK8S_OUTDIR ?? 'dist', 'chat-cluster') });
for (const [environment, props] of Object.entries(environments)) new ChatCluster(app, environment, props);
app.synth();
