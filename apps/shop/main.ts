import { join } from 'node:path';
import { App } from 'cdk8s';
import { Shop } from './chart';

const app = new App({ outdir: join(process.env.CDK8S_OUTDIR ?? 'dist', 'shop') });
new Shop(app, 'production');
app.synth();
