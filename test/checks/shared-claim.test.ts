// Claims that somebody wrote by hand, and the pods that mount them.
import { detailsOf } from '../support/findings';
import { object } from '../support/member';

const claim = (accessModes: unknown = ['ReadWriteOnce']) =>
  object('v1', 'PersistentVolumeClaim', 'data', { spec: { accessModes } });
const mounting = (kind: string, spec: object = {}, claimName: unknown = 'data', name = 'web') =>
  object('apps/v1', kind, name, {
    spec: {
      template: { spec: { volumes: [{ name: 'none' }, { name: 'a', persistentVolumeClaim: { claimName } }] } },
      ...spec,
    },
  });
const found = detailsOf('kubernetes/shared-claim');
const finding = (value: unknown, ...involved: string[]) => [['spec.accessModes', value, involved]];
const ONCE = ['ReadWriteOnce'];

test('is mounted by two pods at once', () => {
  const two = [mounting('StatefulSet'), mounting('StatefulSet', {}, 'data', 'db')];
  expect(found(claim(), mounting('StatefulSet', { replicas: 2 }))).toEqual(finding(ONCE, 'StatefulSet/web'));
  expect(found(claim(), ...two)).toEqual(finding(ONCE, 'StatefulSet/web', 'StatefulSet/db'));
  expect(found(claim(), mounting('Deployment'))).toEqual(finding(ONCE, 'Deployment/web'));
  expect(found(claim(['ReadWriteOncePod']), mounting('Deployment'))).toEqual(
    finding(['ReadWriteOncePod'], 'Deployment/web'),
  );
});

test.each<[string, object[]]>([
  ['one pod', [claim(), mounting('StatefulSet')]],
  ['one pod at a time', [claim(), mounting('Deployment', { strategy: { type: 'Recreate' } })]],
  ['pods of many nodes', [claim(['ReadWriteMany']), mounting('Deployment')]],
  ['pods that read', [claim(['ReadWriteOnce', 'ReadOnlyMany']), mounting('Deployment')]],
  ['pods, and says nothing', [claim([]), mounting('Deployment')]],
  ['nobody', [claim(), mounting('Deployment', {}, 'other'), mounting('Deployment', {}, 5)]],
  ['pods of another namespace', [{ ...claim(), metadata: { name: 'data', namespace: 'b' } }, mounting('Deployment')]],
])('is mounted by %s', (_, documents) => {
  expect(found(...documents)).toEqual([]);
});
