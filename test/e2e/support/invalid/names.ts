import { Distribution, SecretUse } from 'cdk8s-elixir';
import { cluster, secret } from '../hello';
import { bundle, LONG, MAIN, type Mistake, mistake, named, phoenix, release } from './mistake';

/** Names, numbers, variables, keys. */
export const NAMES: readonly Mistake[] = [
  mistake('a Service with capitals in its name', 'Service web', 'metadata.name', 'Web', named('Web')),
  mistake('a Service with an underscore in its name', 'Service web', 'metadata.name', 'my_app', named('my_app')),
  mistake('a Service whose name ends in a dash', 'Service web', 'metadata.name', 'web-', named('web-')),
  mistake('a Service whose name is too long', 'Service web', 'metadata.name', LONG, named(LONG)),
  mistake('a Service with a dot in its name', 'Service web', 'metadata.name', 'web.one', named('web.one')),
  mistake('a workload with capitals in its name', 'Deployment', 'metadata.name', 'State', release({ name: 'State' })),
  mistake(
    'a ServiceAccount with a space in its name',
    'ServiceAccount',
    'metadata.name',
    'a b',
    release({ name: 'a b' }),
  ),
  mistake(
    'a ConfigMap with capitals in its name',
    'ConfigMap',
    'metadata.name',
    'Config',
    bundle({ name: 'Config', values: { A: 'b' } }),
  ),
  mistake('a cluster with capitals in its name', 'Service hello-nodes', 'metadata.name', 'Hello-nodes', (chart) =>
    cluster(chart, { name: 'Hello' }),
  ),
  mistake(
    'a cluster whose name leaves no room',
    'Service hello-nodes',
    'metadata.name',
    `${'a'.repeat(58)}-nodes`,
    (chart) => cluster(chart, { name: 'a'.repeat(58) }),
  ),
  mistake('fewer replicas than none', 'Deployment', 'spec.replicas', -1, phoenix({ replicas: -1 })),
  mistake('one and a half replicas', 'Deployment', 'spec.replicas', 1.5, phoenix({ replicas: 1.5 })),
  mistake('replicas as text', 'Deployment', 'spec.replicas', 'three', phoenix({ replicas: 'three' })),
  mistake('no image', 'Deployment', `${MAIN}.image`, '', phoenix({ image: '' })),
  mistake('port 0', 'Deployment', `${MAIN}.ports.0.containerPort`, 0, phoenix({ port: 0 })),
  mistake(
    'port 70000',
    'Deployment',
    `${MAIN}.ports.1.containerPort`,
    70000,
    phoenix({ ports: [{ name: 'metrics', port: 70000 }] }),
  ),
  mistake(
    'a port with capitals in its name',
    'Deployment',
    `${MAIN}.ports.1.name`,
    'METRICS',
    phoenix({ ports: [{ name: 'METRICS', port: 9568 }] }),
  ),
  mistake(
    'a port whose name is too long',
    'Deployment',
    `${MAIN}.ports.1.name`,
    'metrics-for-prometheus',
    phoenix({ ports: [{ name: 'metrics-for-prometheus', port: 9568 }] }),
  ),
  mistake(
    'a port whose name has no letter',
    'Deployment',
    `${MAIN}.ports.1.name`,
    '9568',
    phoenix({ ports: [{ name: '9568', port: 9568 }] }),
  ),
  mistake(
    'a port whose name has two dashes in a row',
    'Deployment',
    `${MAIN}.ports.1.name`,
    'a--b',
    phoenix({ ports: [{ name: 'a--b', port: 9568 }] }),
  ),
  mistake(
    'two ports of one name',
    'Deployment',
    `${MAIN}.ports.1.name`,
    'http',
    phoenix({ ports: [{ name: 'http', port: 9568 }] }),
  ),
  mistake('the distribution on port 70000', 'Service hello-nodes', 'spec.ports.0.port', 70000, (chart) =>
    cluster(chart, { distribution: Distribution.singlePort({ port: 70000 }) }),
  ),
  mistake('the distribution on port 0', 'Service hello-nodes', 'spec.ports.0.port', 0, (chart) =>
    cluster(chart, { distribution: Distribution.singlePort({ port: 0 }) }),
  ),
  mistake(
    'a variable with an equals sign in its name',
    'Deployment',
    `${MAIN}.env.0.name`,
    'A=B',
    phoenix({ env: { 'A=B': 'c' } }),
  ),
  mistake('a variable without a name', 'Deployment', `${MAIN}.env.0.name`, '', phoenix({ env: { '': 'c' } })),
  mistake('a variable that is a number', 'Deployment', `${MAIN}.env.3.value`, 5, phoenix({ env: { TEXT: 5 } })),
  mistake('a key of a Secret with a space', 'Deployment', `${MAIN}.env.4.valueFrom.secretKeyRef.key`, 'a b', () =>
    secret.key('a b'),
  ),
  mistake('a key of a Secret that is empty', 'Deployment', `${MAIN}.env.4.valueFrom.secretKeyRef.key`, '', () =>
    secret.key(''),
  ),
  mistake('a prefix with an equals sign', 'Deployment', `${MAIN}.envFrom.1.prefix`, 'A=', () =>
    SecretUse.environment(secret, { prefix: 'A=' }),
  ),
  mistake('a file with a slash in its name', 'ConfigMap', 'data', { 'a/b': 'c' }, bundle({ files: { 'a/b': 'c' } })),
  mistake('a file called ..', 'ConfigMap', 'data', { '..': 'c' }, bundle({ files: { '..': 'c' } })),
  mistake('a configuration key with a space', 'ConfigMap', 'data', { 'a b': 'c' }, bundle({ values: { 'a b': 'c' } })),
  mistake('a configuration value that is a number', 'ConfigMap', 'data', { A: 5 }, bundle({ values: { A: 5 } })),
];
