import { Refusal } from '../errors/refusal';

/** Flags that the library decides, or that break a release in a pod, each with what to do instead. */
const REFUSED: readonly [RegExp, string][] = [
  [
    /(^|\s)-(s?name|setcookie)\b/,
    'set `nodeBasename` and `cookie` on the ErlangCluster: RELEASE_NODE and RELEASE_COOKIE carry them',
  ],
  [/(^|\s)-(start_epmd|erl_epmd_port|dist_listen)\b/, 'choose with `distribution` on the ErlangCluster'],
  [/\binet_dist_(listen_min|listen_max|use_interface)\b/, 'choose with `distribution` on the ErlangCluster'],
  [/(^|\s)-proto_dist\s+inet6?_tcp\b/, 'set `ipv6` on the ErlangCluster'],
  [/(^|\s)-heart\b/, 'remove it: Kubernetes restarts the container, and heart would fight it'],
  [/(^|\s)-(detached|daemon)\b/, 'remove it: the VM must stay the first process of the container'],
  [/(^|\s)-args_file\b/, 'write its lines here'],
];

/** User's own lines of an argument file: one flag a line, none that the library decides. */
export function checkLines(property: string, lines: readonly string[]): readonly string[] {
  lines.forEach((line, index) => {
    const at = `${property}[${index}]`;
    const allowed = 'one line of vm.args, such as "+hms 8000" or "-env ERL_MAX_ETS_TABLES 5000"';
    if (typeof line !== 'string' || !/^\s*([-+#]|$)/.test(line) || /[\r\n]/.test(line)) {
      throw new Refusal({ property: at, value: line, allowed, fix: 'write one flag with its value a line' });
    }
    const comment = line.trim().startsWith('#');
    const refused = comment ? undefined : REFUSED.find(([pattern]) => pattern.test(line.trim()));
    if (refused)
      throw new Refusal({
        property: at,
        value: line.trim().replace(/(-setcookie\s+).*/, '$1…'),
        allowed: 'flags that the library does not decide',
        fix: refused[1],
      });
  });
  return lines;
}
