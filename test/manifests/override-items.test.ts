// Items of lists that an override names: they are the library's, or whole.
import { checkItems } from '../../lib/manifests/override-items';
import { errorOf } from '../support/subjects';

const AT = 'overrides.workload.spec.template.spec';
const MADE = {
  volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'vm-args' }],
  containers: [
    {
      name: 'web',
      env: [{ name: 'LOG_LEVEL', value: 'info' }, { name: 'PORT' }],
      volumeMounts: [
        { name: 'tmp', mountPath: '/tmp' },
        { name: 'vm-args', mountPath: '/etc/erlang' },
      ],
    },
    { name: 'proxy' },
  ],
  initContainers: [{ name: 'setup' }],
};
const whole = (pod: unknown, more: object = {}) => ({ spec: { template: { spec: pod }, ...more } });
const check =
  (given: unknown, more?: object, made: unknown = MADE) =>
  () =>
    checkItems('overrides.workload', whole(made), whole(given, more));
const web = (container: object) => ({ containers: [{ name: 'web', ...container }] });
const REPLACE = { $patch: 'replace' };

test.each<[object, string, string, ...string[]]>([
  [{ volumes: [{ name: 'cache' }] }, 'volumes[0]', '"cache"', 'allowed: tmp, vm-args'],
  [{ volumes: [{ name: 'tmp' }, { name: 'cache' }] }, 'volumes[1]', '"cache"'],
  [{ volumes: [REPLACE, { name: 'tmp' }] }, 'volumes[1]', '"tmp"'],
  [{ containers: [{ name: 'worker' }] }, 'containers[0].name', '"worker"', 'allowed: web, proxy'],
  [
    { containers: [{ name: 'web' }, { name: 'setup' }] },
    'containers[1].name',
    '"setup"',
    'write it into initContainers',
  ],
  [
    { initContainers: [{ name: 'web' }] },
    'initContainers[0].name',
    '"web"',
    'write it into containers',
    'allowed: setup',
  ],
  [{ containers: [REPLACE, { name: 'worker' }] }, 'containers[1].name', '"worker"'],
  [web({ env: [{ name: 'LANG' }] }), 'containers[0].env[0]', '"LANG"', "add a value: ''"],
  [
    web({ env: [{ name: 'PORT' }, { name: 'LOG_LEVLE' }] }),
    'containers[0].env[1]',
    '"LOG_LEVLE"',
    'did you mean LOG_LEVEL?',
  ],
  [web({ env: [REPLACE, { name: 'PORT' }] }), 'containers[0].env[1]', '"PORT"'],
  [{ containers: [REPLACE, { name: 'web', env: [{ name: 'PORT' }] }] }, 'containers[1].env[0]', '"PORT"'],
  [
    web({ volumeMounts: [{ mountPath: '/a' }] }),
    'containers[0].volumeMounts[0].mountPath',
    '"/a"',
    'allowed: /tmp, /etc/erlang',
  ],
  [
    web({ volumeMounts: [{ mountPath: '/a', name: 'a' }] }),
    'containers[0].volumeMounts[0].name',
    '"a"',
    'allowed: tmp, vm-args',
  ],
  [
    { containers: [{ name: 'proxy', volumeMounts: [{ mountPath: '/a' }] }] },
    'containers[0].volumeMounts[0].mountPath',
    '"/a"',
    'allowed: a mount with the name of a volume',
  ],
  [
    { volumes: [{ name: 'tmp', $patch: 'delete' }], ...web({ volumeMounts: [{ mountPath: '/a', name: 'tmp' }] }) },
    'containers[0].volumeMounts[0].name',
    '"tmp"',
  ],
  [
    { initContainers: [{ name: 'setup', volumeMounts: [{ mountPath: '/a', name: 'a' }] }] },
    'initContainers[0].volumeMounts[0].name',
    '"a"',
  ],
  [{ initContainers: [{ name: 'setup', env: [{ name: 'A' }] }] }, 'initContainers[0].env[0]', '"A"'],
])('%j is refused', (given, property, value, ...words) => {
  const { message } = errorOf(check(given));
  expect(message).toContain(`\`${AT}.${property}\` is ${value}\n`);
  for (const word of words) expect(message).toContain(word);
});

test.each<[unknown, object?, unknown?]>([
  [{ volumes: [{ name: 'cache', emptyDir: {} }] }],
  [{ volumes: [{ name: 'tmp' }] }],
  [{ volumes: [{ name: 'cache', $patch: 'delete' }] }],
  [{ volumes: [null, 5, 'a'] }],
  [{ containers: [{ name: 'proxy' }, { name: 'web' }] }],
  [{ containers: 5, initContainers: null }],
  [{ containers: [REPLACE, { name: 'web' }] }],
  [web({ env: [{ name: 'LANG', value: '' }] })],
  [web({ env: [{ name: 'PORT' }] })],
  [web({ env: [{ name: 'LANG', $patch: 'delete' }] })],
  [web({ volumeMounts: [{ mountPath: '/tmp', readOnly: true }] })],
  [web({ volumeMounts: [{ mountPath: '/a', $patch: 'delete' }] })],
  [web({ volumeMounts: [{ mountPath: '/a', name: 'tmp' }] })],
  [{ volumes: [{ name: 'a', emptyDir: {} }], ...web({ volumeMounts: [{ mountPath: '/a', name: 'a' }] }) }],
  [
    web({ volumeMounts: [{ mountPath: '/a', name: 'data' }] }),
    { volumeClaimTemplates: [{ metadata: { name: 'data' } }] },
  ],
  [{ containers: [{ name: 'worker' }] }, {}, null],
  [null],
])('%j passes', (given, more = {}, made = MADE) => {
  expect(check(given, more, made)).not.toThrow();
});

test('a claim of the library is a volume', () => {
  const object = whole(MADE, { volumeClaimTemplates: [{ metadata: { name: 'data' } }] });
  const override = whole(web({ volumeMounts: [{ mountPath: '/a', name: 'data' }] }));
  expect(() => checkItems('overrides.workload', object, override)).not.toThrow();
});

test('no other name is suggested where none is near', () => {
  expect(errorOf(check({ volumes: [{ name: 'cache' }] })).message).not.toContain('did you mean');
});
