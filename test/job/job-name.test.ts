import { Duration, Size } from 'cdk8s';
import { ConfigBundle, ReleaseCommand, type ReleaseJobProps, Resources, VmFlags } from 'cdk8s-elixir';
import { newChart, newJob, newMigration, one, synth } from '../support/subjects';

type Props = Partial<ReleaseJobProps>;

const nameOf = (props: Props = {}, bundle?: { [name: string]: string }): string => {
  const chart = newChart();
  const config = bundle && new ConfigBundle(chart, 'config', { values: bundle });
  newJob(chart, { config: config && [config], ...props });
  return one(synth(chart), 'Job').metadata.name;
};

/** What the API server lets nobody change in a Job that is there. */
const WHAT_RUNS: { readonly [property: string]: Props } = {
  image: { image: 'ghcr.io/acme/chat:1.4.3' },
  run: { run: ReleaseCommand.eval('Chat.other()') },
  script: { script: '/srv/bin/chat' },
  env: { env: { A: 'b' } },
  resources: { resources: Resources.large() },
  vmFlags: { vmFlags: VmFlags.of({ schedulers: 2 }) },
  poolSize: { poolSize: 3 },
  podAnnotations: { podAnnotations: { a: 'b' } },
  labels: { labels: { a: 'b' } },
  scratch: { scratch: [{ mountPath: '/a', size: Size.mebibytes(1) }] },
  serviceAccountName: { serviceAccountName: 'somebody' },
  'an override of the pod': { overrides: { job: { spec: { template: { spec: { hostname: 'a' } } } } } },
  'an override of what is immutable': { overrides: { job: { spec: { completions: 2 } } } },
  'an override of vm.args': { overrides: { vmArgs: { data: { 'vm.args': '+hms 8000\n' } } } },
};

test.each(Object.entries(WHAT_RUNS))('another %s is another Job', (_, props) => {
  expect(nameOf(props)).not.toBe(nameOf());
  expect(nameOf(props)).toMatch(/^job-[0-9a-f]{10}$/);
});

test('another value in a bundle is another Job', () => {
  expect(nameOf({}, { A: 'b' })).not.toBe(nameOf({}, { A: 'c' }));
});

/** What can be changed in place. */
const HOW: { readonly [property: string]: Props } = {
  activeDeadline: { activeDeadline: Duration.hours(1) },
  backoffLimit: { backoffLimit: 9 },
  ttlAfterFinished: { ttlAfterFinished: Duration.hours(1) },
  suspend: { suspend: true },
  annotations: { annotations: { a: 'b' } },
  'an override of parallelism': { overrides: { job: { spec: { parallelism: 1 } } } },
  'an override of metadata': { overrides: { job: { metadata: { annotations: { a: 'b' } } } } },
  'undefined everywhere': { env: undefined, labels: undefined, release: undefined, overrides: undefined },
};

test.each(Object.entries(HOW))('another %s is the same Job', (_, props) => {
  expect(nameOf(props)).toBe(nameOf());
});

test('the order of properties and of keys names no other Job', () => {
  const env = { A: '1', B: '2' };
  const labels = { a: 'b', c: 'd' };
  const reversed = <T extends object>(object: T) => Object.fromEntries(Object.entries(object).reverse()) as T;
  expect(nameOf({ labels: reversed(labels), env: reversed(env) })).toBe(nameOf({ env, labels }));
  const job = { spec: { template: { spec: { hostname: 'a', subdomain: 'b' } } } };
  const other = { spec: { template: { spec: { subdomain: 'b', hostname: 'a' } } } };
  expect(nameOf({ overrides: { job: other } })).toBe(nameOf({ overrides: { job } }));
});

test('two charts of one app have Jobs of one name, a migration among them', () => {
  const [staging, production] = ['staging', 'production'].map((namespace) => {
    const chart = newChart({ namespace }, namespace);
    newMigration(chart);
    return one(synth(chart), 'Job').metadata;
  });
  expect(staging.name).toBe(production.name);
  expect(staging.name).toMatch(/^migrate-[0-9a-f]{10}$/);
});
