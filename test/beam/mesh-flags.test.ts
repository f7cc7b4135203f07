import { VmFlags } from 'cdk8s-elixir';
import { listeningPorts, NO_LISTENING } from '../../lib/beam/argument-ports';
import { apartFlag } from '../../lib/beam/mesh-flags';
import { runsRelease } from '../../lib/beam/release-variables';

test.each([
  ['-hidden', '-hidden'],
  ['+S 1:1 -hidden # why', '-hidden'],
  ['-connect_all false', '-connect_all false'],
  ['-kernel connect_all\nfalse', '-connect_all false'],
  ['-kernel dist_auto_connect never', 'dist_auto_connect never'],
  ['+S 1:1\n-extra -erl_epmd_port 4370', '-extra'],
])('%j keeps a node apart', (text, flag) => {
  expect(apartFlag(text)?.flag).toBe(flag);
});

test.each(['', '# -hidden', '+S 1:1 # -extra', '-hiddenness', '-connect_all true', '-env A -hidden_b', '-extras a'])(
  '%j does not',
  (text) => {
    expect(apartFlag(text)).toBeUndefined();
  },
);

test('`remote` and `rpc` are hidden in any case', () => {
  expect(() => VmFlags.of({ remoteLines: ['-hidden'] })).not.toThrow();
  expect(() => VmFlags.of({ lines: ['-hidden'] })).toThrow('a hidden node stands in no `nodes()`');
});

test('flags in comments are none', () => {
  expect(listeningPorts('# -erl_epmd_port 1\n+S 1:1 # -erl_epmd_port 2')).toEqual([]);
  expect(listeningPorts('# -kernel inet_dist_listen_min 1')).toEqual([]);
  expect(listeningPorts('-start_epmd false -erl_epmd_port\n4370')).toEqual([{ first: 4370, last: 4370 }]);
  expect(['-dist_listen false', '+S 1:1 -dist_listen false'].every((text) => NO_LISTENING.test(text))).toBe(true);
  expect(['# -dist_listen false', '-dist_listen true'].some((text) => NO_LISTENING.test(text))).toBe(false);
});

test.each<[string, string[]]>([
  ['rpc', ['/app/bin/chat', 'rpc', 'Chat.health()']],
  ['rpc in a shell', ['sh', '-c', 'cd /app && bin/chat rpc "1"']],
  ['eval', ['bin/chat', 'eval', '1']],
  ['pid with a name in quotes', ['sh', '-c', '"bin/chat" pid']],
])('a command that starts a VM: %s', (_, words) => {
  expect(runsRelease(words)).toBe(true);
});

test.each<[string, string[]]>([
  ['a file', ['cat', '/app/bin/chat']],
  ['another command of the script', ['bin/chat', 'version']],
  ['another script', ['/app/bin/healthy']],
  ['a word of its name', ['bin/chat', 'rpc-free']],
  ['curl', ['/usr/bin/curl', 'localhost:4000/rpc']],
])('a command that does not: %s', (_, words) => {
  expect(runsRelease(words)).toBe(false);
});
