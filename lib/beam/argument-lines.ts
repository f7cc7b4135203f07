import { Refusal } from '../errors/refusal';
import { APART_FLAGS, EXTRA } from './mesh-flags';

/** Flags that the library decides, or that break a release in a pod, each with what to do instead. */
const REFUSED: readonly [RegExp, string][] = [
  [
    /(^|\s)-(s?name|setcookie)\b/,
    'set `nodeBasename` and `cookie` on the ErlangCluster: RELEASE_NODE and RELEASE_COOKIE carry them',
  ],
  [/(^|\s)-(start_epmd|erl_epmd_port|dist_listen)\b/, 'choose with `distribution` on the ErlangCluster'],
  [/\binet_dist_(listen_min|listen_max|use_interface)\b/, 'choose with `distribution` on the ErlangCluster'],
  [/(^|\s)-proto_dist\s+inet6?_tcp\b/, 'set `ipv6` on the ErlangCluster'],
  [
    /(^|\s)-(proto_dist\s+inet6?_tls|ssl_dist_opt(file)?)\b/,
    'choose with `distribution` on the ErlangCluster: Distribution.tls({ certificate })',
  ],
  [/(^|\s)-heart\b/, 'remove it: Kubernetes restarts the container, and heart would fight it'],
  [/(^|\s)-(detached|daemon)\b/, 'remove it: the VM must stay the first process of the container'],
  [/(^|\s)-args_file\b/, 'write its lines here'],
  [EXTRA.pattern, 'remove it: arguments of the application belong into `args` of the release'],
  [/(^|\s)--(?=\s|$)/, 'remove it: it ends the values of a flag, and what stands behind it is none'],
];

/** Flags of the node that keep it out of the mesh; `remote` and `rpc` are hidden in any case. */
const APART = APART_FLAGS.map(({ pattern, why }): [RegExp, string] => [
  pattern,
  `remove it: ${why}; where that is meant: overrides of \`vmArgs\` with Waiver.settingsElsewhere`,
]);

/**
 * User's own lines of an argument file: one flag a line, none that the library decides.
 *
 * @param isNode whether the node that serves reads them
 */
export function checkLines(property: string, lines: readonly string[], isNode = true): readonly string[] {
  const decided = isNode ? [...REFUSED, ...APART] : REFUSED;
  lines.forEach((line, index) => {
    const at = `${property}[${index}]`;
    const allowed = 'one line of vm.args, such as "+hms 8000" or "-env ERL_MAX_ETS_TABLES 5000"';
    if (!/^\s*([-+#]|$)/.test(line) || /[\r\n]/.test(line)) {
      throw new Refusal({ property: at, value: line, allowed, fix: 'write one flag with its value a line' });
    }
    const comment = line.trim().startsWith('#');
    const refused = comment ? undefined : decided.find(([pattern]) => pattern.test(line.trim()));
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
