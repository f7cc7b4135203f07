import { App, Testing } from 'cdk8s';
import { HelloPhoenix } from '../../apps/hello-phoenix/chart';

test('the twenty lines render these manifests', () => {
  expect(Testing.synth(new HelloPhoenix(new App(), 'production'))).toMatchSnapshot();
});
