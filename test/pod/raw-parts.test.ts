// Raw parts that are right by themselves, and not beside the rest of the pod.
import { App, Chart } from 'cdk8s';
import { KubernetesTarget } from 'cdk8s-elixir';
import { errorOf, newChart, newRelease } from '../support/subjects';

const proxy = { name: 'proxy', image: 'acme/proxy:1' };
const volumeMounts = [{ name: 'cache', mountPath: '/cache' }];

const property = (props: object) => /`([^`]*)` is/.exec(errorOf(() => newRelease(newChart(), props)).message)?.[1];

test.each<[object, string]>([
  [{ sidecars: [proxy, proxy] }, 'sidecars[1].name'],
  [{ sidecars: [{ ...proxy, volumeMounts }] }, 'sidecars[0].volumeMounts[0].name'],
  [{ initContainers: [{ ...proxy, name: 'setup', volumeMounts }] }, 'initContainers[0].volumeMounts[0].name'],
  [{ sidecars: [proxy], initContainers: [proxy] }, 'initContainers[0].name'],
  [{ volumes: [{ name: 'tmp', emptyDir: {} }] }, 'volumes[0].name'],
  [{ volumeMounts }, 'volumeMounts[0].name'],
  [{ hostAliases: [{ ip: '10.0.0.9' }, { ip: '10.0.0.9' }] }, 'hostAliases[0]'],
  [
    { env: { A: { valueFrom: { fileKeyRef: { key: 'a', path: 'a', volumeName: 'gone' } } } } },
    'env.A.valueFrom.fileKeyRef',
  ],
])('%j is refused at %s', (props, at) => expect(property(props)).toBe(at));

test('a part is for the Kubernetes of its target', () => {
  const sidecars = [
    { ...proxy, restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }] },
  ];
  expect(property({ sidecars })).toBe('sidecars[0].restartPolicyRules');
  const app = new App();
  KubernetesTarget.set(app, { version: '1.35' });
  const [one] = sidecars;
  newRelease(new Chart(app, 'test', { namespace: 'chat' }), {
    sidecars: [{ ...one, restartPolicy: 'Never' }] as object[] as never,
  });
});

test.each([
  [{ sidecars: [null] }, 'sidecars[0]'],
  [{ volumeMounts: [null] }, 'volumeMounts[0]'],
  [{ volumes: [5] }, 'volumes[0]'],
  [{ hostAliases: ['a'] }, 'hostAliases[0]'],
  [{ scheduling: { tolerations: [null] } }, 'scheduling.tolerations[0]'],
  [{ scheduling: { affinity: [] } }, 'scheduling.affinity'],
  [{ env: { A: { valueFrom: 5 } } }, 'env.A.valueFrom'],
])('%j is no object, and refused', (props, at) => expect(property(props)).toBe(at));
