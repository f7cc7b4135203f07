import type { Size } from 'cdk8s';
import type { EnvValue } from 'cdk8s-plus-27';
import { POD_VARIABLES } from '../beam/node-name';
import { ARGUMENTS_PATH } from '../beam/vm-args';
import type { BundleContent } from '../config/config-bundle';
import { Refusal } from '../errors/refusal';
import { plain } from '../json/plain';
import type { EnvVar } from '../kubernetes/api';
import { ordered } from '../kubernetes/environment';
import { checkName } from '../kubernetes/names';
import { kibibytes } from '../kubernetes/quantities';
import { checkNoSecret } from '../risks/literals';
import type { Waiver } from '../risks/waiver';
import { SecretKey, secretVariable } from '../secrets/existing-secret';

/** Where crash dumps go. */
export const CRASH_DUMPS_PATH = '/var/crash';

/** Where the release writes what it has to. */
export const TMP_PATH = '/tmp';

/** Variables that would work against the release, each with what to use instead. */
const REFUSED: { readonly [name: string]: string } = {
  ERL_AFLAGS:
    'use vmFlags: VmFlags.of({ lines: […] }): it reaches `remote` and `rpc` too, and a flag of the node breaks them',
  ERL_FLAGS:
    'use vmFlags: VmFlags.of({ lines: […] }): it reaches `remote` and `rpc` too, and a flag of the node breaks them',
  ERL_ZFLAGS:
    'use vmFlags: VmFlags.of({ lines: […] }): it reaches `remote` and `rpc` too, and a flag of the node breaks them',
  ELIXIR_ERL_OPTIONS:
    'use vmFlags: VmFlags.of({ lines: […] }): it reaches `remote` and `rpc` too, and a flag of the node breaks them',
  ERL_DIST_PORT: 'remove it: only relx reads it; the port is set with `distribution` on the ErlangCluster',
  RELEASE_COOKIE: 'use `cookie`, on the ErlangCluster or on a release in no cluster',
};

/** What the environment of a release is made of. */
export interface EnvironmentParts {
  /** RELEASE_NODE, the cookie and discovery. */
  readonly node: readonly EnvVar[];
  /** What the kind of release adds: `PORT`, `PHX_HOST`. */
  readonly role: readonly EnvVar[];
  readonly crashDumpSize: Size;
  readonly bundle?: BundleContent;
  readonly env: { readonly [name: string]: string | SecretKey | EnvValue };
  readonly waivers?: readonly Waiver[];
}

/**
 * The environment, in an order in which every `$(VAR)` expands: first the pod's own facts, then what is made of them, then
 * the user's.
 *
 * Source of the release's variables: `mix help release`; of the crash dump's: https://www.erlang.org/doc/apps/erts/erl_cmd.
 */
export function environment(parts: EnvironmentParts): EnvVar[] {
  const pod = Object.entries(POD_VARIABLES).map(([name, fieldPath]) => ({
    name,
    valueFrom: { fieldRef: { fieldPath } },
  }));
  const own: EnvVar[] = [
    ...pod,
    { name: 'RELEASE_DISTRIBUTION', value: 'name' },
    ...parts.node,
    { name: 'RELEASE_TMP', value: TMP_PATH },
    { name: 'RELEASE_VM_ARGS', value: `${ARGUMENTS_PATH}/vm.args` },
    { name: 'RELEASE_REMOTE_VM_ARGS', value: `${ARGUMENTS_PATH}/remote.vm.args` },
    { name: 'LANG', value: 'C.UTF-8' },
    { name: 'ERL_CRASH_DUMP', value: `${CRASH_DUMPS_PATH}/erl_crash.dump` },
    { name: 'ERL_CRASH_DUMP_SECONDS', value: '30' },
    { name: 'ERL_CRASH_DUMP_BYTES', value: String(kibibytes('crashDumpSize', parts.crashDumpSize) * 1024) },
    ...parts.role,
  ];
  const names = new Set(own.map((variable) => variable.name));
  const bundled = [...(parts.bundle?.names ?? []), ...(parts.bundle?.env ?? []).map((variable) => variable.name)];
  for (const name of bundled) checkFree('config', name, names);
  const users = Object.entries(parts.env).map(([name, value]) => {
    checkName('environmentVariable', 'env', name);
    checkFree('env', name, names, bundled);
    return variable(name, value, parts.waivers);
  });
  return [...own, ...ordered('env', [...(parts.bundle?.env ?? []), ...users], names)];
}

function checkFree(property: string, name: string, own: ReadonlySet<string>, bundled: readonly string[] = []): void {
  const refused = REFUSED[name];
  if (refused === undefined && !own.has(name) && !bundled.includes(name)) return;
  throw new Refusal({
    property: `${property}.${name}`,
    value: name,
    why: own.has(name)
      ? 'the release sets it itself'
      : bundled.includes(name)
        ? '`config` sets it too'
        : 'the release decides it elsewhere',
    allowed: 'names that nothing else sets',
    fix:
      refused ??
      (own.has(name)
        ? 'remove it, use the property of the construct that sets it, or overrides.workload where there is none'
        : 'remove one of them'),
  });
}

function variable(name: string, value: string | SecretKey | EnvValue, waivers: readonly Waiver[] | undefined): EnvVar {
  if (value instanceof SecretKey) return secretVariable(name, value);
  if (typeof value === 'object' && value !== null && ('value' in value || 'valueFrom' in value)) {
    const taken = plain({ value: value.value, valueFrom: value.valueFrom }) as Omit<EnvVar, 'name'>;
    if (taken.value !== undefined) checkNoSecret('env', name, taken.value, waivers);
    return { name, ...taken };
  }
  checkNoSecret('env', name, value, waivers);
  if (typeof value !== 'string') {
    throw new Refusal({
      property: `env.${name}`,
      value,
      allowed: 'text, a SecretKey or an EnvValue',
      fix: `put it into quotes: "${value}"`,
    });
  }
  return { name, value };
}
