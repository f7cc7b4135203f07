// Ports that probes and Services name, and those that the containers declare.
import { check } from '../../lib/checks/check';
import { subjectsOf } from '../../lib/inventory/subject';
import { object } from '../support/member';

const NAME = 'app.kubernetes.io/name';
const TWO = [{ name: 'http', containerPort: 4000 }, { containerPort: 9568 }];
const RELEASE = { env: [{ name: 'RELEASE_COOKIE' }] };
const workload = (container: object, name = 'web', labels: object = { [NAME]: name, team: 'a' }) =>
  object('apps/v1', 'Deployment', name, {
    spec: { template: { metadata: { labels }, spec: { containers: [{ name, ...container }] } } },
  });
const found = (id: string, ...documents: object[]) =>
  check(documents.flatMap((document) => subjectsOf(document, { path: 'a.yaml' })))
    .filter(({ rule }) => rule.id === id)
    .map(({ property, value, allowed }) => [property, value, allowed]);

describe('a probe', () => {
  const about = (port: unknown, container: object) =>
    found('kubernetes/probe-port', workload({ ...container, startupProbe: { tcpSocket: { port } } }));
  const finding = (port: unknown, allowed: string) => [['container web, startupProbe', port, allowed]];

  test('of a name asks a port of its container', () => {
    expect(about('http', { ports: TWO })).toEqual([]);
    expect(about('beam', { ports: TWO })).toEqual(finding('beam', 'http, 9568'));
    expect(about('beam', {})).toEqual(finding('beam', 'a declared port'));
  });

  test('of a number asks one of a release, where it declares any', () => {
    expect(about(4000, { ports: TWO, ...RELEASE })).toEqual([]);
    expect(about(80, { ports: TWO, ...RELEASE })).toEqual(finding(80, 'http, 9568'));
    expect(about(80, { ports: TWO })).toEqual([]);
    expect(about(80, RELEASE)).toEqual([]);
  });
});

describe('a Service', () => {
  const service = (targetPort: unknown, labels: object = { [NAME]: 'web' }) => ({
    ...object('v1', 'Service', 'web', { spec: { selector: { team: 'a' }, ports: [{ port: 80, targetPort }] } }),
    metadata: { name: 'web', namespace: 'chat', labels },
  });
  const about = (one: object, ...workloads: object[]) => found('kubernetes/service-port', ...workloads, one);
  const finding = (port: unknown, allowed: string) => [['Service "web", targetPort', port, allowed]];

  test('leads to one of the workloads at least', () => {
    const all = [workload({ ports: TWO }), workload({ ports: [{ name: 'beam', containerPort: 4370 }] }, 'db')];
    expect(about(service('beam'), ...all)).toEqual([]);
    expect(about(service('no'), ...all)).toEqual(finding('no', 'http, 9568, beam'));
    expect(about(service('no'), ...[...all, workload({ ports: TWO }, 'copy')])).toEqual(
      finding('no', 'http, 9568, beam'),
    );
    expect(about(service('no'), workload({}))).toEqual(finding('no', 'a port that the pods declare'));
  });

  test('leads to a number that a release of its own declares, where it declares any', () => {
    expect(about(service(9568), workload({ ports: TWO }))).toEqual([]);
    expect(about(service(81), workload({ ports: TWO }))).toEqual(finding(81, 'http, 9568'));
    expect(about(service(81), workload({}))).toEqual([]);
    expect(about(service(81, { [NAME]: 'other' }), workload({ ports: TWO }))).toEqual([]);
    expect(about(service(81, {}), workload({ ports: TWO }))).toEqual([]);
    expect(about(service(81, {}), workload({ ports: TWO }, 'web', { team: 'a' }))).toEqual([]);
  });
});

test('a Service that selects nothing belongs to a workload by its label and its selector', () => {
  const service = (label: string, selector: object) => ({
    ...object('v1', 'Service', 'web', { spec: { selector: { team: 'b', ...selector } } }),
    metadata: { name: 'web', namespace: 'chat', labels: { [NAME]: label } },
  });
  const about = (one: object, made: object = workload({})) => found('kubernetes/selects-nothing', one, made).length;
  expect(about(service('web', { [NAME]: 'web' }))).toBe(1);
  expect(about(service('db', { [NAME]: 'web' }))).toBe(0);
  expect(about(service('web', {}))).toBe(0);
  expect(about(service('web', { [NAME]: 'web' }), workload({}, 'db'))).toBe(0);
  expect(about(service('web', { [NAME]: 'web' }), { ...workload({}), metadata: { name: 'web', namespace: 'b' } })).toBe(
    0,
  );
});
