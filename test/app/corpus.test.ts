import { readdirSync } from 'node:fs';
import { ApiObject, type App, Chart, JsonPatch, Lazy, Testing, YamlOutputType } from 'cdk8s';
import { ConfigBundle, ErlangCluster, ExistingSecret, PhoenixService } from 'cdk8s-elixir';
import { FastApp } from 'cdk8s-elixir/app';
import * as plus from 'cdk8s-plus-27';
import { Construct, DependencyGroup } from 'constructs';
import { ChatCluster, environments } from '../../apps/chat-cluster/chart';
import { Applications, Chat, targets } from '../../apps/fleet/chart';
import { HelloPhoenix } from '../../apps/hello-phoenix/chart';
import { Shop } from '../../apps/shop/chart';
import { both, expectEqual } from './support/equal';

const TYPES = [
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

const secret = ExistingSecret.named('chat');

function configMap(chart: Construct, id: string, data: { [key: string]: unknown } = { a: '1' }): ApiObject {
  return new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', data });
}

function service(chart: Construct, name: string): PhoenixService {
  const cluster = new ErlangCluster(chart, `${name}-cluster`, { cookie: secret.key('RELEASE_COOKIE') });
  return new PhoenixService(chart, name, {
    image: 'ghcr.io/acme/chat:1.4.2',
    host: `${name}.example.com`,
    cluster,
    config: [new ConfigBundle(chart, `${name}-config`, { values: { POOL_SIZE: '10', PLAIN: 'yes' } })],
    secretKeyBase: secret.key('SECRET_KEY_BASE'),
  });
}

function allApps(app: App): void {
  new Shop(app, 'shop');
  for (const target of targets) new Chat(app, target);
  new Applications(app);
  new HelloPhoenix(app, 'hello');
  for (const [environment, props] of Object.entries(environments)) new ChatCluster(app, environment, props);
}

describe('FastApp writes the files of the stock App', () => {
  test('every app of apps/ is in the corpus', () => {
    expect(
      readdirSync('apps', { withFileTypes: true })
        .filter((one) => one.isDirectory())
        .map(({ name }) => name),
    ).toEqual(['chat-cluster', 'fleet', 'hello-phoenix', 'shop']);
  });

  test.each(TYPES)('for the apps, output type %s', (yamlOutputType) => {
    const { files } = expectEqual(allApps, { yamlOutputType });
    expect(Object.keys(files).length).toBeGreaterThan(0);
  });

  test.each(TYPES)('for an app without charts and a chart without objects, output type %s', (yamlOutputType) => {
    expectEqual(() => {}, { yamlOutputType });
    expectEqual((app) => void new Chart(app, 'empty'), { yamlOutputType });
  });

  test('for an output type that there is not', () => {
    expectEqual(allApps, { yamlOutputType: 9 as YamlOutputType });
  });

  test.each(TYPES)('for charts that depend on each other, output type %s', (yamlOutputType) => {
    expectEqual(
      (app) => {
        const [a, b, c] = ['a', 'b', 'c'].map((id) => new Chart(app, id));
        for (const chart of [a, b, c]) service(chart, `${chart.node.id}-web`);
        a.addDependency(c);
        c.addDependency(b);
      },
      { yamlOutputType },
    );
  });

  test.each(TYPES)('for charts in charts, output type %s', (yamlOutputType) => {
    expectEqual(
      (app) => {
        const outer = new Chart(app, 'outer');
        configMap(outer, 'first');
        const inner = new Chart(outer, 'inner', { namespace: 'inner' });
        configMap(inner, 'second');
        const group = new Construct(outer, 'group');
        configMap(new Chart(group, 'deep'), 'third');
        configMap(outer, 'last');
      },
      { yamlOutputType },
    );
  });

  test('for objects that depend on each other, in one chart and over charts', () => {
    const { files } = expectEqual((app) => {
      const [one, two] = ['one', 'two'].map((id) => new Chart(app, id));
      const [a, b, c] = ['a', 'b', 'c'].map((id) => configMap(one, id));
      a.addDependency(b);
      b.addDependency(c);
      const web = service(two, 'web');
      web.node.addDependency(configMap(two, 'before'));
      c.addDependency(web);
    });
    expect(Object.keys(files)).toEqual(['0000-two.k8s.yaml', '0001-one.k8s.yaml']);
  });

  test('for dependencies on groups, on whole charts and on nothing in a chart', () => {
    expectEqual((app) => {
      const [one, two, three] = ['one', 'two', 'three'].map((id) => new Chart(app, id));
      const group = new DependencyGroup(configMap(two, 'a'), configMap(three, 'b'));
      configMap(one, 'c').node.addDependency(group, two);
    });
    expectEqual((app) => {
      const chart = new Chart(app, 'one');
      configMap(chart, 'a').node.addDependency(new Construct(app, 'outside'));
    });
    expectEqual((app) => configMap(new Chart(app, 'one'), 'a').node.addDependency({} as never));
  });

  test('for circles of objects, charts, and charts through objects', () => {
    const circles: ((app: App) => void)[] = [
      (app) => {
        const chart = new Chart(app, 'chart');
        const [a, b, c] = ['a', 'b', 'c'].map((id) => configMap(chart, id));
        a.addDependency(b);
        b.addDependency(c);
        c.addDependency(a);
      },
      (app) => {
        const [a, b, c] = ['a', 'b', 'c'].map((id) => new Chart(app, id));
        for (const chart of [a, b, c]) configMap(chart, 'x');
        a.addDependency(b, c);
        b.addDependency(c);
        c.addDependency(a);
      },
      (app) => {
        const [a, b] = ['a', 'b'].map((id) => new Chart(app, id));
        const [one, two] = [configMap(a, 'one'), configMap(a, 'two')];
        const three = configMap(b, 'three');
        one.addDependency(three);
        three.addDependency(two);
      },
      (app) => {
        const chart = new Chart(app, 'chart');
        const a = configMap(chart, 'a');
        a.addDependency(a);
        configMap(chart, 'b');
      },
    ];
    for (const circle of circles) expectEqual(circle);
    expect(both(circles[0]).ours.error).toContain('Dependency cycle detected: chart/a => chart/b');
  });

  test('for ids that are numbers, and for names that collide', () => {
    expectEqual((app) => {
      for (const id of ['b', '10', '9', 'a']) {
        const chart = new Chart(app, id);
        for (const object of ['z', '2', '1', '-']) configMap(chart, object);
        configMap(new Chart(chart, '5'), 'x');
      }
      (app.node.findChild('9') as Chart).addDependency(app.node.findChild('a'));
      new Chart(new Construct(app, '3'), '4');
      new Chart(new Construct(app, 'Group'), 'Ä_ö.ü');
    });
  });

  test('for what fails: validations, and values that cannot be rendered', () => {
    const { ours } = both((app) => {
      const chart = new Chart(app, 'chart');
      chart.node.addValidation({ validate: () => ['first', 'second'] });
      configMap(chart, 'a').node.addValidation({ validate: () => ['third'] });
    });
    expect(ours.error).toBe(
      'Validation failed with the following errors:\n  [chart] first\n  [chart] second\n  [chart/a] third',
    );
    expectEqual((app) => {
      const chart = new Chart(app, 'chart');
      chart.node.addValidation({ validate: () => ['first', 'second'] });
      configMap(chart, 'a').node.addValidation({ validate: () => ['third'] });
    });
    expectEqual((app) => void configMap(new Chart(app, 'chart'), 'a', { x: new Map() }));
    expectEqual((app) => {
      const object = configMap(new Chart(app, 'chart'), 'a');
      object.addJsonPatch(JsonPatch.remove('/nothing/there'));
    });
  });

  test('for resolvers of the user', () => {
    const resolvers = [
      {
        resolve: (context: { value: unknown; replaceValue(to: unknown): void }) => {
          if (context.value === 'ghcr.io/acme/chat:1.4.2') context.replaceValue('registry.example.com/chat:2');
        },
      },
    ];
    const { files } = expectEqual((app) => void service(new Chart(app, 'chart'), 'web'), { resolvers });
    expect(files['chart.k8s.yaml']).toContain('registry.example.com/chat:2');
  });

  test('for patches, Lazy values, dates, holes, empty values and metadata that is added later', () => {
    expectEqual((app) => {
      const chart = new Chart(app, 'chart', { labels: { team: 'y' }, namespace: '012' });
      const web = service(chart, 'web');
      web.release.workload.addJsonPatch(JsonPatch.replace('/spec/replicas', 7));
      const shared = { cpu: '1' };
      web.endpoint.service.addJsonPatch(JsonPatch.add('/spec/a', shared), JsonPatch.add('/spec/b', shared));
      web.endpoint.service.metadata.addLabel('zone', 'on');
      web.release.vmArgs.metadata.addAnnotation('note', 'line\nline');
      web.release.vmArgs.metadata.addFinalizers('a/b');
      web.release.vmArgs.metadata.add('generation', 3);
      web.release.vmArgs.metadata.add('managedFields', [{}]);
      web.release.serviceAccount?.metadata.addOwnerReference({ apiVersion: 'v1', kind: 'Pod', name: 'p', uid: 'u' });
      configMap(chart, 'lazy', { when: Lazy.any({ produce: () => new Date(0) }), deep: [{ a: [] }, {}, []] });
      configMap(chart, 'holes', { list: [1, null, undefined, 'x'], none: null, empty: {}, nil: undefined });
      configMap(chart, 'token', { x: { resolve: () => ({ y: 1 }) }, date: Lazy.any({ produce: () => 'no' }) });
    });
  });

  test('for raw parts given to a release: Lazy values, classes, overrides', () => {
    expectEqual((app) => {
      const chart = new Chart(app, 'chart');
      new PhoenixService(chart, 'web', {
        image: 'ghcr.io/acme/chat:1.4.2',
        host: 'example.com',
        secretKeyBase: secret.key('SECRET_KEY_BASE'),
        overrides: {
          workload: {
            metadata: { annotations: { lazy: Lazy.any({ produce: () => 'later' }), odd: '"quoted" \u0007' } },
            spec: { replicas: plus.k8s.IntOrString.fromNumber(3), paused: Lazy.any({ produce: () => true }) },
          },
        },
      });
    });
  });

  test('for objects of cdk8s-plus-27 and of its k8s export', () => {
    expectEqual((app) => {
      const chart = new Chart(app, 'chart');
      const deployment = new plus.Deployment(chart, 'deployment', { containers: [{ image: 'nginx', portNumber: 80 }] });
      deployment.exposeViaService({ ports: [{ port: 8080, targetPort: 80 }] }).exposeViaIngress('/x');
      new plus.ConfigMap(chart, 'config', { data: { a: 'b' } });
      new plus.k8s.KubeNamespace(chart, 'namespace', { metadata: { name: 'y' } });
      new plus.k8s.KubePodDisruptionBudget(chart, 'pdb', {
        spec: { maxUnavailable: plus.k8s.IntOrString.fromString('50%') },
      });
    });
  });

  test('for charts and objects with a toJson() of their own', () => {
    class Twice extends Chart {
      public override toJson(): any[] {
        const same = { x: 1 };
        return [...super.toJson(), undefined, { kind: 'Twice', metadata: { name: 'a' }, a: same, b: same }];
      }
    }
    class Odd extends ApiObject {
      public override toJson(): any {
        const [list, metadata] = [['a'], { name: 'odd' }];
        return { apiVersion: 'v1', kind: 'Odd', metadata, one: list, two: list, none: null, not: undefined };
      }
    }
    for (const yamlOutputType of TYPES) {
      expectEqual(
        (app) => {
          const chart = new Twice(app, 'chart');
          configMap(chart, 'a');
          new Odd(chart, 'odd', { apiVersion: 'v1', kind: 'Odd' });
        },
        { yamlOutputType },
      );
    }
  });

  test('with unsorted keys, construct metadata and another extension', () => {
    process.env.CDK8S_DISABLE_SORT = '1';
    try {
      expectEqual(allApps);
    } finally {
      delete process.env.CDK8S_DISABLE_SORT;
    }
    const { files } = expectEqual(allApps, { recordConstructMetadata: true, outputFileExtension: '.yaml' });
    expect(files['construct-metadata.json']).toContain('"path":"hello/web');
  });

  test('through synthYaml(), Testing.synth() and charts', () => {
    const [stock, ours] = [Testing.app(), new FastApp()];
    for (const app of [stock, ours]) {
      allApps(app);
      (app.node.findChild('hello') as Chart).addDependency(app.node.findChild('staging'));
    }
    expect(ours.synthYaml()).toBe(stock.synthYaml());
    expect(ours.charts.map(({ node }) => node.path)).toEqual(stock.charts.map(({ node }) => node.path));
    for (const chart of stock.charts) {
      expect(Testing.synth(ours.node.findChild(chart.node.id) as Chart)).toEqual(Testing.synth(chart));
    }
  });
});
