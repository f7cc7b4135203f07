import { App, Chart, Testing } from 'cdk8s';
import {
  Delivery,
  type ElixirReleaseProps,
  HttpEndpoint,
  Migration,
  Scaling,
  ScalingTrigger,
  VmFlags,
} from 'cdk8s-elixir';
import { errorOf, IMAGE, newChart, newPhoenix, newRelease, one, rendered, SECRET, workload } from '../support/subjects';

const horizontal = (min: number, max: number) => Scaling.horizontal({ min, max, cpuUtilization: 70 });
const keda = (min: number, max: number) =>
  Scaling.keda({ min, max, triggers: [ScalingTrigger.obanQueue('a', { jobsPerPod: 5 })] });
const DATABASE = { databaseUrl: SECRET.key('DATABASE_URL') };
const made = (props: Partial<ElixirReleaseProps>) => rendered((chart) => newRelease(chart, { ...DATABASE, ...props }));
const budgetOf = (manifests: any[]) => manifests.find(({ kind }) => kind === 'PodDisruptionBudget')?.spec;

test.each([
  ['an HPA, Deployment', { scaling: horizontal(2, 4) }],
  ['an HPA, StatefulSet', { scaling: horizontal(2, 4), stableNames: true }],
  ['KEDA, Deployment', { scaling: keda(0, 4) }],
  ['KEDA, StatefulSet', { scaling: keda(0, 4), stableNames: true }],
])('under a scaler no number of pods is rendered, which every apply would set: %s', (_, props) => {
  const manifests = made(props);
  expect(workload(manifests).spec).not.toHaveProperty('replicas');
  const scaler = manifests.find(({ kind }) => /Autoscaler|ScaledObject/.test(kind));
  expect(scaler.spec.scaleTargetRef).toEqual({
    apiVersion: 'apps/v1',
    kind: workload(manifests).kind,
    name: workload(manifests).metadata.name,
  });
});

test('what is false says nothing against a scaler', () => {
  const manifests = made({ scaling: horizontal(1, 2), singleton: false, scaledToZero: false });
  expect(one(manifests, 'HorizontalPodAutoscaler').spec.minReplicas).toBe(1);
});

test('without a scaler there are two pods, one of a singleton, none for now', () => {
  const replicas = (props: Partial<ElixirReleaseProps>) => workload(made(props)).spec.replicas;
  expect([{}, { singleton: true }, { scaledToZero: true }, { replicas: 5 }].map(replicas)).toEqual([2, 1, 0, 5]);
  expect(replicas({ singleton: true, replicas: 1 })).toBe(1);
});

test('a disruption budget is there as soon as there may be two pods', () => {
  expect(budgetOf(made({ scaling: horizontal(1, 1) }))).toBeUndefined();
  expect(budgetOf(made({ scaling: keda(0, 1) }))).toBeUndefined();
  expect(budgetOf(made({ scaling: horizontal(1, 2) }))).toMatchObject({ maxUnavailable: 1 });
});

test('a disruption budget of the user counts the pods that the scaler may keep', () => {
  const podDisruptionBudget = { spec: { minAvailable: 2, maxUnavailable: null } };
  expect(budgetOf(made({ scaling: horizontal(3, 9), overrides: { podDisruptionBudget } }))).toMatchObject({
    minAvailable: 2,
  });
  const never = { scaling: horizontal(1, 2), overrides: { podDisruptionBudget } };
  expect(errorOf(() => made(never)).message).toContain('of 2 pods none may ever be evicted');
});

test('what serves keeps a pod', () => {
  const least = (make: (chart: Chart) => unknown) => errorOf(() => make(newChart())).message;
  expect(least((chart) => newPhoenix(chart, { ...DATABASE, scaling: keda(0, 2) }))).toContain(
    '1 or more for what serves',
  );
  expect(
    least((chart) => {
      const release = newRelease(chart, { ...DATABASE, ports: [{ name: 'http', port: 4000 }], scaling: keda(0, 2) });
      new HttpEndpoint(chart, 'way-in', { release });
    }),
  ).toContain('test/way-in: `scaling.minReplicas` is 0');
  expect(() => newPhoenix(newChart(), { ...DATABASE, scaling: keda(1, 2) })).not.toThrow();
  expect(() => newPhoenix(newChart(), { scaledToZero: true })).not.toThrow();
});

test('CPU is no reason against a VM that does not wait busily', () => {
  const vmFlags = VmFlags.of({ busyWait: true });
  expect(() => made({ scaling: keda(1, 2), vmFlags })).not.toThrow();
  expect(errorOf(() => made({ scaling: horizontal(1, 2), vmFlags })).message).toContain('busyWait');
});

test('Argo CD applies a scaler in the wave of its workload', () => {
  const waves = (delivery: Delivery) => {
    const app = new App();
    Delivery.set(app, delivery);
    const chart = new Chart(app, 'test', { namespace: 'chat' });
    const migration = new Migration(chart, 'migrate', { image: IMAGE, script: '/app/bin/chat', ...DATABASE });
    newRelease(chart, { ...DATABASE, script: '/app/bin/chat', migration, scaling: keda(1, 2) });
    const manifests = Testing.synth(chart);
    return [workload(manifests), one(manifests, 'ScaledObject'), one(manifests, 'TriggerAuthentication')].map(
      ({ metadata }) => metadata.annotations?.['argocd.argoproj.io/sync-wave'],
    );
  };
  expect(waves(Delivery.argoCd())).toEqual(['2', '2', '2']);
  expect(waves(Delivery.kubectl())).toEqual([undefined, undefined, undefined]);
});

test('an override of a scaler goes to its kind alone', () => {
  const scaling = { ScaledObject: { metadata: { annotations: { 'autoscaling.keda.sh/paused': 'true' } } } };
  const manifests = made({ scaling: keda(1, 2), overrides: { scaling } });
  expect(one(manifests, 'ScaledObject').metadata.annotations).toEqual({ 'autoscaling.keda.sh/paused': 'true' });
  expect(one(manifests, 'TriggerAuthentication').metadata).not.toHaveProperty('annotations');
});
