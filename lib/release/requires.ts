import { Refusal } from '../errors/refusal';
import { checkName } from '../kubernetes/names';
import { checkOnce } from '../kubernetes/unique';
import type { Contribution } from '../pod/contribution';
import { sets } from './variables';

/** Properties that set a variable of a generated runtime.exs. */
const PROPERTIES: { readonly [variable: string]: string } = {
  DATABASE_URL: "databaseUrl: ExistingSecret.named('NAME').key('DATABASE_URL')",
  ECTO_IPV6: 'databaseIpv6',
  PHX_HOST: '`host` of a PhoenixService',
  POOL_SIZE: 'poolSize',
  PORT: '`port` of a PhoenixService',
  RELEASE_COOKIE: '`cookie` of the ErlangCluster',
  SECRET_KEY_BASE: "secretKeyBase: ExistingSecret.named('NAME').key('SECRET_KEY_BASE')",
};

/**
 * Refuses a required variable that nothing sets. What a whole Secret or ConfigMap brings is not known at synth, so that it
 * may be any variable with its prefix.
 */
export function checkRequired(requires: string[] | undefined, contributions: readonly Contribution[]): void {
  if (requires === undefined) return;
  checkOnce('requires', requires).forEach((variable, index) => {
    checkName('environmentVariable', `requires[${index}]`, variable);
    if (contributions.some((one) => sets(one, variable) || mayBring(one, variable))) return;
    throw new Refusal({
      property: `requires[${index}]`,
      value: variable,
      why: 'nothing sets the variable, so that runtime.exs would raise when the pod starts',
      allowed: 'variables that the release, its bundles or its cluster set',
      fix: `${PROPERTIES[variable] ?? `env: { ${variable}: … }`}, or \`values\`, \`variables\` or \`secrets\` of a ConfigBundle in \`config\``,
    });
  });
}

function mayBring({ envFromPrefixes }: Contribution, variable: string): boolean {
  return envFromPrefixes?.some((prefix) => variable.startsWith(prefix)) ?? false;
}
