import { valueAt } from '../json/dictionary';
import type { ElixirReleaseProps } from './elixir-release-props';

/** ServiceAccount that the pods of a release have after an override. */
export function accountOf({ serviceAccountName, overrides }: ElixirReleaseProps, name: string): string {
  const overridden = valueAt(overrides?.workload, 'spec', 'template', 'spec', 'serviceAccountName');
  return typeof overridden === 'string' ? overridden : (serviceAccountName ?? name);
}
