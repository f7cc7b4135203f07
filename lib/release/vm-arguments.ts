import { argumentFile } from '../beam/vm-args';
import { VmFlags } from '../beam/vm-flags';
import type { ConfigMap, Labels } from '../kubernetes/api';
import type { KubernetesTarget } from '../kubernetes/target';
import { immutableConfigMap } from '../manifests/immutable-config-map';
import type { Contribution } from '../pod/contribution';
import type { Resources } from '../pod/resources';

/** Flags of the VM, as lines of both argument files. */
export function vmFlagsContribution(flags: VmFlags = VmFlags.defaults(), { _limits }: Resources): Contribution {
  flags._checkMemory(_limits.memory);
  const argumentLines = { start: flags._lines(_limits.cores), remote: flags._remoteLines() };
  return { by: 'vmFlags', property: 'list', argumentLines };
}

/** ConfigMap of vm.args and remote.vm.args, from the lines of every contribution in their order, and of files beside them. */
export function vmArgsConfigMap(
  name: string,
  contributions: readonly Contribution[],
  labels: Labels,
  override: { readonly json: unknown; readonly target: KubernetesTarget },
): ConfigMap {
  const lines = (file: 'start' | 'remote') => contributions.flatMap(({ argumentLines }) => argumentLines?.[file] ?? []);
  const files = {
    'vm.args': argumentFile('read by start and eval', lines('start')),
    'remote.vm.args': argumentFile('read by remote, rpc, stop and pid', lines('remote')),
    ...Object.assign({}, ...contributions.map(({ argumentFiles }) => argumentFiles)),
  };
  return immutableConfigMap(`${name}-vm`, { data: files }, labels, {}, { part: 'vmArgs', ...override });
}
