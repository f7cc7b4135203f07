import { App, Chart, Testing } from 'cdk8s';
import { ExistingSecret, Exposure, PhoenixService, RequiredSecrets } from 'cdk8s-elixir';
import { expand } from '../lib/kubernetes/environment';
import { type AppDescription, findsNames, STRATEGIES } from './support/app-description';
import { validApp } from './support/arbitraries';
import { build } from './support/build-app';
import {
  distributionPorts,
  jobs,
  misscaled,
  missed,
  missingConfigMaps,
  runners,
  selectingJobs,
  template,
  typeErrors,
  unexpanded,
  unfinished,
  workloads,
} from './support/invariants';
import fc, { runs } from './support/random';

/** Random apps a property. */
const RUNS = runs(150);

/** The manifests of a random app. */
function manifests(description: AppDescription): any[] {
  return Testing.synth(build(description).node.children[0] as Chart);
}

/** A property of the manifests of every app. */
function always(check: (manifests: any[], description: AppDescription) => void): void {
  fc.assert(
    fc.property(validApp(), (description) => check(manifests(description), description)),
    RUNS,
  );
}

test("whatever is accepted validates against the API's types", () => {
  always((all) => expect(all.map(typeErrors).filter(Boolean)).toEqual([]));
});

test('every $(VAR) expands, whatever order the variables were given in', () => {
  always((all) => expect(unexpanded(all)).toEqual([]));
});

test('every selector chooses the pods that it is for', () => {
  always((all) => expect(missed(all)).toEqual([]));
});

test('pods that run once are selected by their own policy alone, whatever labels the chart and the user give', () => {
  always((all) => expect(selectingJobs(all)).toEqual([]));
});

test('every ConfigMap that a pod mounts or reads is made', () => {
  always((all) => expect(missingConfigMaps(all)).toEqual([]));
});

test('pods that run once are no nodes, have no token, serve nothing, and end', () => {
  always((all) => {
    for (const job of jobs(all)) {
      const { automountServiceAccountToken, restartPolicy, containers } = template(job).spec;
      expect([automountServiceAccountToken, restartPolicy]).toEqual([false, 'Never']);
      const names = containers[0].env.map(({ name }: any) => name);
      const joins = template(job).metadata.labels['cdk8s-elixir/joins'] !== undefined;
      const nodes = names.filter((name: string) => /^(PHX_SERVER|RELEASE_NODE|RELEASE_COOKIE)$/.test(name));
      expect(nodes).toEqual(joins ? ['RELEASE_COOKIE'] : []);
      expect(containers[0].env).toContainEqual({ name: 'RELEASE_DISTRIBUTION', value: 'none' });
      expect(containers.length).toBe(1); // others are init containers that end with it
    }
  });
});

test('runners are nodes, have no token, serve nothing, and end', () => {
  always((all) => {
    for (const { metadata, spec } of runners(all)) {
      const { automountServiceAccountToken, restartPolicy, containers, activeDeadlineSeconds } = spec;
      expect([automountServiceAccountToken, restartPolicy]).toEqual([false, 'Never']);
      expect(activeDeadlineSeconds).toBeGreaterThan(0);
      expect(metadata.labels['cdk8s-elixir/joins']).toBeDefined();
      const names = containers[0].env.map(({ name }: any) => name);
      expect(names).toEqual(expect.arrayContaining(['RELEASE_NODE', 'RELEASE_COOKIE', 'POD_NAME', 'POD_NAMESPACE']));
      expect(names).not.toContain('PHX_SERVER');
      expect(containers.length).toBe(1); // others are init containers that end with it
    }
  });
});

test('what waits for a migration has its environment, without a node and a server', () => {
  always((all) => {
    for (const { metadata, spec } of workloads(all)) {
      const { containers, initContainers = [] } = spec.template.spec;
      const own = containers.find(({ name }: any) => name === metadata.name);
      for (const init of initContainers.filter(({ name }: any) => name.startsWith('wait-for-'))) {
        expect(init.env).toContainEqual({ name: 'RELEASE_DISTRIBUTION', value: 'none' });
        expect(init.env).toContainEqual({ name: 'POOL_SIZE', value: '2' });
        const names = (env: any[]) => env.map(({ name }) => name).filter((name) => !/PHX_SERVER|POOL_SIZE/.test(name));
        expect(names(init.env)).toEqual(names(own.env));
        expect([init.volumeMounts, init.envFrom]).toEqual([own.volumeMounts, own.envFrom]);
      }
    }
  });
});

test('a scaler has its workload, and every number of pods is said once', () => {
  always((all) => expect([...misscaled(all), ...unfinished(all)]).toEqual([]));
});

test('every place agrees on the ports of the distribution', () => {
  always((all) => {
    for (const member of workloads(all).filter((one) => one.spec.template.metadata.labels['cdk8s-elixir/cluster'])) {
      const { container, ...others } = distributionPorts(all, member);
      expect(container.length).toBeGreaterThan(0);
      for (const [place, ports] of Object.entries(others)) expect([place, ports]).toEqual([place, container]);
    }
  });
});

test('nobody but members, and jobs that join them, is admitted to a distribution port', () => {
  always((all) => {
    for (const { kind, spec } of all) {
      if (kind !== 'NetworkPolicy') continue;
      const open = (spec.ingress ?? []).filter((rule: any) => {
        const labels = rule.from?.[0].podSelector?.matchLabels ?? {};
        return !('cdk8s-elixir/cluster' in labels || 'cdk8s-elixir/joins' in labels);
      });
      for (const { port } of open.flatMap((rule: any) => rule.ports ?? [{ port: 'any' }])) {
        expect(port === 4000 || port === 8080 || port >= 20000).toBe(true);
      }
    }
  });
});

test('node names have a host that the strategy can find, and the DNS can resolve', () => {
  always((all, { cluster, clusterDomain = 'cluster.local' }) => {
    for (const { kind, metadata, spec } of workloads(all)) {
      const { env } = spec.template.spec.containers.find((one: any) => one.name === metadata.name);
      const pod = [
        { name: 'POD_IP', value: '10.0.0.1' },
        { name: 'POD_NAME', value: `${metadata.name}-0` },
        { name: 'POD_NAMESPACE', value: 'generated' },
      ];
      const node = expand([...pod, ...env.slice(3)]).RELEASE_NODE;
      const member = spec.template.metadata.labels['cdk8s-elixir/cluster'] !== undefined;
      const names = member && kind === 'StatefulSet' && node.endsWith(`.svc.${clusterDomain}`);
      const host = names ? `${metadata.name}-0.${spec.serviceName}.generated.svc.${clusterDomain}` : '10.0.0.1';
      expect(node).toMatch(/^[A-Za-z0-9_-]+@/);
      expect(node.split('@')[1]).toBe(member ? host : '127.0.0.1');
      if (member && cluster && !cluster.strategy.includes('hostname')) expect(names).toBe(findsNames(cluster.strategy));
    }
  });
});

test('a token is mounted where the strategy asks the API server or the release starts runners, and nowhere else', () => {
  always((all) => {
    const bindings = all.filter(({ kind }) => kind === 'RoleBinding');
    const bound = bindings.map(({ metadata, subjects }) => [metadata.name, subjects[0].name].join(' of '));
    for (const { metadata, spec } of workloads(all)) {
      const { automountServiceAccountToken, serviceAccountName } = spec.template.spec;
      expect([metadata.name, automountServiceAccountToken]).toEqual([
        metadata.name,
        ['discovery', 'runners'].some((right) => bound.includes(`${metadata.name}-${right} of ${serviceAccountName}`)),
      ]);
    }
  });
});

test('the order in which properties are given changes no byte', () => {
  fc.assert(
    fc.property(validApp(), fc.nat(), (description, seed) => {
      expect(build(description, { arrange: shuffled(seed) }).synthYaml()).toBe(build(description).synthYaml());
    }),
    RUNS,
  );
});

test('every Secret that is named is listed as required, with the key', () => {
  always((all, description) => {
    const text = RequiredSecrets.text(build(description));
    const made = all.filter(({ kind }) => ['ExternalSecret', 'SealedSecret', 'SecretProviderClass'].includes(kind));
    const used = JSON.stringify(all).matchAll(/"secretKeyRef":\{"key":"([^"]+)","name":"([^"]+)"/g);
    for (const [, key, name] of used) {
      if (made.some(({ metadata }) => metadata.name === name)) continue;
      expect(text).toContain(name);
      expect(text).toContain(key);
    }
  });
});

test('random apps have members by every strategy, both workloads, every kind of object and every kind of exposure', () => {
  const apps = fc.sample(validApp(), runs(400));
  const strategies = apps.flatMap(({ cluster, releases }) =>
    cluster && releases.some(({ member }) => member) ? [cluster.strategy] : [],
  );
  expect(new Set(strategies)).toEqual(new Set(STRATEGIES));
  const kinds = new Set(apps.flatMap(manifests).map(({ kind }) => kind));
  const [some, others] = [
    'BackendConfig Certificate ConfigMap CronJob Deployment ExternalSecret FrontendConfig HTTPRoute HorizontalPodAutoscaler Ingress',
    'Job Middleware NetworkPolicy PodDisruptionBudget ResourceQuota Role RoleBinding ScaledObject SealedSecret Secret',
  ];
  const last = 'SecretProviderClass Service ServiceAccount StatefulSet TriggerAuthentication';
  expect([...kinds].sort().join(' ')).toBe([some, others, last].join(' '));
});

/** Values that users give by mistake, and some that are fine, for properties of a PhoenixService. */
const junk = fc.oneof(fc.string(), fc.constantFrom(undefined, null, 0, -1, 1.5, Number.NaN, true, {}, [], 'a', 'A b'));
const key = fc.oneof(fc.string(), fc.stringMatching(/^[A-Za-z0-9._/-]{1,70}$/), fc.stringMatching(/^[A-Z_]{1,9}$/));
const near = (maxKeys: number, value: fc.Arbitrary<unknown>) =>
  fc.dictionary(key, value, { maxKeys, noNullPrototype: true });
const WILD: { readonly [property: string]: fc.Arbitrary<unknown> } = {
  name: fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9-]{1,70}$/)),
  image: fc.oneof(fc.stringMatching(/^[a-z]{1,5}(\/[a-z._-]{1,5})?:[a-z0-9.]{1,5}$/), fc.string(), junk),
  host: fc.oneof(fc.string(), fc.domain(), fc.webUrl(), fc.ipV4(), junk),
  replicas: fc.oneof(fc.integer({ min: -1, max: 9 }), junk),
  port: fc.oneof(fc.integer({ min: 0, max: 70000 }), junk),
  poolSize: fc.oneof(fc.integer(), junk),
  user: fc.oneof(fc.integer(), junk),
  labels: near(2, key),
  annotations: near(2, fc.string()),
  env: near(2, fc.oneof(fc.string(), fc.constantFrom('$(POD_IP)', '$(A)', '$$(A)', '$(', '$(A'), junk)),
  ports: fc.array(
    fc.record({ name: fc.stringMatching(/^[a-zA-Z0-9-]{1,18}$/), port: fc.integer({ min: 0, max: 70000 }) }),
    {
      maxLength: 2,
    },
  ),
  exposures: fc.array(
    fc.oneof(
      fc.webPath(),
      fc.string().map((path) => `/${path}`),
    ),
    { maxLength: 2 },
  ),
  imagePullSecrets: fc.array(key, { maxLength: 1 }),
  command: fc.array(fc.oneof(fc.string(), fc.constantFrom('sh', '-c', 'exec a', 'daemon')), { maxLength: 3 }),
};

test.each(Object.keys(WILD))(
  'whatever is given as %s, either all of this holds or a message says what to mend',
  (property) => {
    const outcomes = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(WILD[property], (value) => {
        const make = () => {
          const chart = new Chart(new App(), 'wild', { namespace: 'wild' });
          const given =
            property === 'exposures' ? [Exposure.gateway({ gateway: 'a', paths: value as string[] })] : value;
          const valid = { image: 'chat:1', host: 'a.example', secretKeyBase: ExistingSecret.named('chat').key('A') };
          new PhoenixService(chart, 'web', { ...valid, [property]: given });
          return Testing.synth(chart);
        };
        let all: any[];
        try {
          all = make();
        } catch (error) {
          outcomes.refused += 1;
          expect((error as Error).message).toMatch(/`.+` is .+\n {2}allowed: .+\n {2}fix: {5}.+/s);
          return;
        }
        outcomes.accepted += 1;
        expect([all.map(typeErrors).filter(Boolean), left(all), missed(all)]).toEqual([[], [], []]);
      }),
      RUNS,
    );
    expect(Math.min(outcomes.accepted, outcomes.refused)).toBeGreaterThan(0);
  },
);

/** What is not expanded although it could be: `$$(A)` is meant as it is. */
function left(manifests: any[]): string[] {
  return JSON.stringify(manifests).includes('$$(') ? [] : unexpanded(manifests);
}

/** The same properties with every object's keys in another order; what has a class stays as it is. */
function shuffled(seed: number): <T>(value: T) => T {
  const arrange = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(arrange);
    if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
    const entries = Object.entries(value).map(([key, member]) => [key, arrange(member)] as const);
    const rank = (key: string) =>
      [...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, seed % 9973);
    return Object.fromEntries(entries.sort(([one], [other]) => rank(one) - rank(other)));
  };
  return arrange as <T>(value: T) => T;
}
