import { detailsOf } from '../support/findings';
import { FACTS, FILES, HEADLESS, member, POLICY } from '../support/member';

const found = (env: object[], dnsPolicy?: string) =>
  detailsOf('beam/dns-policy')(member({ env: [...FACTS, ...env], pod: { dnsPolicy } }), HEADLESS, FILES, POLICY);
const STABLE = { name: 'RELEASE_NODE', value: 'chat@$(POD_NAME).chat-nodes.$(POD_NAMESPACE).svc.cluster.local' };
const ADDRESS = { name: 'RELEASE_NODE', value: 'chat@$(POD_IP)' };

test('a member with a stable name asks the DNS of its machine', () => {
  expect(found([STABLE], 'Default')).toEqual([['dnsPolicy', 'Default', []]]);
});

test.each(['ClusterFirst', 'None', undefined])('with the policy %s nothing is found', (policy) => {
  expect(found([STABLE], policy)).toEqual([]);
});

test('a member that looks up no names may ask it', () => {
  expect(found([ADDRESS], 'Default')).toEqual([]);
});
