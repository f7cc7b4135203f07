import { join } from 'node:path';
import { App } from 'cdk8s';
import { HelloPhoenix } from './chart';

const app = new App({ outdir: join(process.env.CDK8S_OUTDIR ?? 'dist', 'hello-phoenix') });
new HelloPhoenix(app, 'production');
app.synth();
