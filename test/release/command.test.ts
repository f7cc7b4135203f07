import { checkCommand } from '../../lib/release/command';
import { errorOf, newChart, newRelease } from '../support/subjects';

test.each<[string[]]>([
  [['/app/bin/server']],
  [['/app/bin/chat', 'start']],
  [['bin/chat', 'start']],
  [['/app/bin/chat', 'eval', 'remote']],
  [['/app/bin/chat', 'start', 'daemon']],
  [['rpc']],
  [['/app/sbin/chat', 'rpc']],
  [['sh', '-c', 'exec /app/bin/server']],
  [['/bin/sh', '-c', 'migrate && exec /app/bin/server']],
  [['sh', '-c', 'migrate\nexec bin/server']],
  [['sh', '/app/start.sh']],
  [['/app/bin/tool/run', 'rpc']],
  [['/app/bin/chat', 'eval', 'sh -c true']],
])('%j becomes the VM', (command) => {
  expect(checkCommand('command', command)).toBe(command);
});

test.each<[unknown]>([
  [['/app/bin/chat', 'daemon']],
  [['/app/bin/chat', 'daemon_iex']],
  [['/app/bin/chat', 'start_iex']],
  [['/app/bin/chat', 'remote']],
  [['bin/chat', 'rpc']],
  [['sh', '-c', 'exec /app/bin/chat daemon']],
  [['sh', '-c', 'exec true;bin/chat daemon']],
  [['sh', '-c', '/app/bin/server']],
  [['/bin/bash', '-ec', '/app/bin/server']],
  [['sh', '-e', '-c', '/app/bin/server']],
  [['sh', '-eu', '-c', '/app/bin/server']],
  [['sh', '-c', 'exec /app/bin/chat  daemon']],
  [['sh', '-c', 'execute /app/bin/server']],
  [['sh', '-c', 'migrate\nbin/server']],
  [[]],
])('%j does not', (command) => {
  expect(errorOf(() => checkCommand('args', command as never)).message).toContain('`args` is ');
});

test.each<[unknown, string]>([
  [['/app/bin/server', 5], 'args[1]'],
  ['/app/bin/server', 'args'],
])('the arguments %j are no words', (args, property) => {
  expect(errorOf(() => newRelease(newChart(), { args: args as never })).message).toContain(`\`${property}\` is `);
});
