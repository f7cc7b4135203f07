import type { EnvValue } from 'cdk8s-plus-27';
import { EPMD_VARIABLES } from '../beam/release-variables';
import { Refusal } from '../errors/refusal';
import type { EnvVar } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import type { KubernetesTarget } from '../kubernetes/target';
import { rawJson } from '../manifests/raw';
import type { Contribution } from '../pod/contribution';
import { told } from '../props/told';
import type { AcceptedRisks } from '../risks/accepted-risks';
import { checkNoSecret } from '../risks/literals';
import { SecretKey, secretVariable } from '../secrets/existing-secret';

const FLAGS =
  'use vmFlags: VmFlags.of({ lines: […] }): it reaches `remote` and `rpc` too, and a flag of the node breaks them';

const EPMD = 'remove it: policies and other nodes go by 4369; choose with `distribution` on the ErlangCluster';

/**
 * Variables that work against the release, each with a replacement.
 *
 * Source: https://www.erlang.org/doc/apps/erts/erl_cmd, "Environment Variables"; `mix help release`.
 */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ['ERL_AFLAGS', FLAGS],
  ['ERL_FLAGS', FLAGS],
  ['ERL_ZFLAGS', FLAGS],
  ['ELIXIR_ERL_OPTIONS', FLAGS],
  ['ERL_DIST_PORT', 'remove it: only relx reads it; the port is set with `distribution` on the ErlangCluster'],
  ...EPMD_VARIABLES.map((name): [string, string] => [name, EPMD]),
  ['RELEASE_COOKIE', 'use `cookie`, on the ErlangCluster or on a release in no cluster'],
]);

/** Property `env`: variables of the user's. */
export function envContribution(
  env: { readonly [name: string]: string | SecretKey | EnvValue },
  risks: AcceptedRisks,
  target: KubernetesTarget,
): Contribution {
  const variables = Object.entries(env).map(([name, value]) => {
    checkName('environmentVariable', 'env', name);
    checkVariable('env', name);
    return variable(name, value, risks, target);
  });
  return { by: 'env', property: 'value', variables };
}

/** Refuses variables that the release decides elsewhere. */
export function checkVariables(contributions: readonly Contribution[]): void {
  for (const { by, env, variables, envFromNames } of contributions) {
    for (const { name } of env ?? []) checkVariable(by, name);
    for (const { name } of variables ?? []) checkVariable(by, name);
    for (const name of envFromNames ?? []) checkVariable(by, name);
  }
}

function checkVariable(by: string, name: string): void {
  const fix = REFUSED.get(name);
  if (fix === undefined) return;
  throw new Refusal({
    property: `${by}.${name}`,
    value: name,
    why: 'the release decides it elsewhere',
    allowed: 'names that nothing else sets',
    fix,
  });
}

/** Whether a contribution sets a variable, as far as synth knows. */
export function sets({ env, variables, envFromNames }: Contribution, variable: string): boolean {
  const isIt = ({ name }: EnvVar) => name === variable;
  return Boolean(env?.some(isIt) || variables?.some(isIt) || envFromNames?.includes(variable));
}

function variable(
  name: string,
  value: string | SecretKey | EnvValue,
  risks: AcceptedRisks,
  target: KubernetesTarget,
): EnvVar {
  if (SecretKey._isSecretKey(value)) return secretVariable(name, value);
  if (typeof value === 'object' && value !== null && ('value' in value || 'valueFrom' in value)) {
    const given = { name, value: value.value, valueFrom: value.valueFrom };
    const taken = rawJson<EnvVar>(`env.${name}`, 'EnvVar', given, target);
    if (taken.value !== undefined) checkNoSecret('env', name, taken.value, risks);
    return taken;
  }
  if (typeof value !== 'object') checkNoSecret('env', name, value, risks);
  if (typeof value !== 'string') {
    throw new Refusal({
      property: `env.${name}`,
      ...told(value),
      allowed: 'text, a SecretKey or an EnvValue',
      fix: 'put it into quotes',
    });
  }
  return { name, value };
}
