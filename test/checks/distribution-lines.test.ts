// Argument files of a member, written by hand: whether its node listens, and its remote shells do not.
import { detailsOf } from '../support/findings';
import { ARGUMENTS, HEADLESS, MEMBERS_ONLY, member, object, POLICY, policy, REMOTE_ARGUMENTS } from '../support/member';

const found = (start?: string, remote?: string, one: object = POLICY) =>
  detailsOf('beam/distribution-lines')(
    member(),
    HEADLESS,
    one,
    object('v1', 'ConfigMap', 'chat-vm', { data: { 'vm.args': start, 'remote.vm.args': remote } }),
  );
const SILENT = ['vm.args', '-dist_listen false', ['Deployment/chat']];
const BY_CHANCE = ['vm.args', 'without a port of the distribution', ['Deployment/chat']];
const BESIDE = ['remote.vm.args', 'without -dist_listen false', ['Deployment/chat']];
const RANGE = '-kernel inet_dist_listen_min 9100 inet_dist_listen_max 9105';
const [{ from }] = MEMBERS_ONLY.ingress;

test('the node listens, and its remote shells do not', () => {
  expect(found(ARGUMENTS, REMOTE_ARGUMENTS)).toEqual([]);
  expect(found(`${ARGUMENTS}-dist_listen false\n`, REMOTE_ARGUMENTS)).toEqual([SILENT]);
  expect(found(ARGUMENTS, ARGUMENTS)).toEqual([BESIDE]);
  expect(found(`${ARGUMENTS}-dist_listen false\n`, ARGUMENTS)).toEqual([SILENT, BESIDE]);
  expect(found(ARGUMENTS)).toEqual([]);
});

test('remote shells of a node with several ports take another one', () => {
  expect(found(RANGE, ARGUMENTS)).toEqual([]);
});

test('a port by chance is one that policies admit members to on every port, or one of epmd alone', () => {
  expect(found('+S 2:2', REMOTE_ARGUMENTS)).toEqual([BY_CHANCE]);
  expect(found('+S 2:2', REMOTE_ARGUMENTS, policy({ ingress: [{ from }] }))).toEqual([]);
  expect(found('+S 2:2', REMOTE_ARGUMENTS, policy({ ingress: [{ from, ports: [] }] }))).toEqual([]);
  expect(found('+S 2:2', REMOTE_ARGUMENTS, policy({ policyTypes: ['Egress'] }))).toEqual([]);
  expect(found(undefined, REMOTE_ARGUMENTS)).toEqual([]);
  const ports = (...ports: object[]) => found('+S 2:2', REMOTE_ARGUMENTS, policy({ ingress: [{ from, ports }] }));
  expect(ports({ protocol: 'TCP' })).toEqual([]);
  expect(ports({ port: 4369 }, {})).toEqual([]);
  expect(ports({ protocol: 'UDP' }, { port: 4369 })).toEqual([BY_CHANCE]);
  const two = policy({ ingress: [{ from, ports: [{ port: 4369 }] }, { from }] });
  expect(found('+S 2:2', REMOTE_ARGUMENTS, two)).toEqual([]);
});
