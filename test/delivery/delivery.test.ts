import { App, Chart } from 'cdk8s';
import { Delivery } from 'cdk8s-elixir';
import {
  container,
  errorOf,
  newCronJob,
  newJob,
  newMigration,
  newPhoenix,
  newRelease,
  pod,
  synth,
} from '../support/subjects';

const WAVE = 'argocd.argoproj.io/sync-wave';

/** A migration, roles that wait for it and others, as a tool brings them. */
function delivered(delivery: Delivery | undefined, annotations?: { [name: string]: string }): any[] {
  const app = new App();
  if (delivery) Delivery.set(app, delivery);
  const chart = new Chart(app, 'chart', { namespace: 'chat' });
  const migration = newMigration(chart, { annotations });
  const more = { script: '/app/bin/chat', migration, annotations };
  newPhoenix(chart, more);
  newRelease(chart, { ...more, stableNames: true }, 'waits');
  newRelease(chart, { ports: [{ name: 'http', port: 4000 }] }, 'does-not');
  newJob(chart);
  newCronJob(chart);
  return synth(chart);
}

const waves = (manifests: any[]) =>
  Object.fromEntries(
    manifests
      .filter(({ metadata }) => metadata.annotations?.[WAVE])
      .map(({ kind, metadata }) => [
        `${kind} ${metadata.name.replace(/[0-9a-f]{10}$/, 'HASH')}`,
        metadata.annotations[WAVE],
      ]),
  );

test('Argo CD applies a migration behind what it needs, and before what waits for it', () => {
  const manifests = delivered(Delivery.argoCd());
  expect(waves(manifests)).toEqual({
    'Job migrate-HASH': '1',
    'Deployment web': '2',
    'StatefulSet waits': '2',
  });
  for (const name of ['web', 'waits']) expect(pod(manifests, name).initContainers).toBeUndefined();
});

test('a wave of the user wins', () => {
  expect(waves(delivered(Delivery.argoCd(), { [WAVE]: '7' }))).toEqual({
    'Job migrate-HASH': '7',
    'Deployment web': '7',
    'StatefulSet waits': '7',
  });
});

test.each([
  ['kubectl', Delivery.kubectl()],
  ['flux', Delivery.flux()],
  ['helm', Delivery.helm()],
  ['nothing said', undefined],
])('with %s new pods ask by themselves, and no object has a wave', (_, delivery) => {
  const manifests = delivered(delivery);
  expect(waves(manifests)).toEqual({});
  for (const name of ['web', 'waits']) {
    expect(pod(manifests, name).initContainers.map((one: any) => one.name)).toEqual(['wait-for-migrate']);
  }
  expect(pod(manifests, 'does-not').initContainers).toBeUndefined();
  expect(manifests).toEqual(delivered(Delivery.kubectl()));
});

test('the tool decides nothing of the pods beside the wait, and nothing of the Job but its wave', () => {
  const [argo, kubectl] = [Delivery.argoCd(), Delivery.kubectl()].map((one) => delivered(one));
  expect(argo.map(({ metadata }) => metadata.name)).toEqual(kubectl.map(({ metadata }) => metadata.name));
  expect(container(argo, 'web')).toEqual(container(kubectl, 'web'));
});

test('a chart may have another tool than its app', () => {
  const app = new App();
  Delivery.set(app, Delivery.argoCd());
  const [one, other] = [new Chart(app, 'one'), new Chart(app, 'other')];
  Delivery.set(other, Delivery.helm());
  expect([Delivery.of(one).tool, Delivery.of(other).tool, Delivery.of(new App()).tool]).toEqual([
    'argoCd',
    'helm',
    'kubectl',
  ]);
});

test('a tool that is set too late is refused', () => {
  const app = new App();
  new Chart(app, 'chart');
  const { message } = errorOf(() => Delivery.set(app, Delivery.argoCd()));
  expect(message).toMatch(/`Delivery.set` is "argoCd".*call it first/s);
});
