import { api } from './api';
import { CLUSTER_COMMAND } from './faults';

/** Whether metrics are served: a kind alone scales nothing. */
async function isServed(apiService: string): Promise<boolean> {
  const { body } = await api('GET', `/apis/apiregistration.k8s.io/v1/apiservices/${apiService}`);
  return body.status?.conditions?.some(({ type, status }: any) => type === 'Available' && status === 'True') ?? false;
}

/** Why nothing is scaled by metrics that are not served; E2E_CLUSTER_COMMAND can bring them, so there they must be. */
async function without(what: string, apiService: string): Promise<string | undefined> {
  if (await isServed(apiService)) return undefined;
  const reason = `this cluster has no ${what}`;
  if (CLUSTER_COMMAND) throw new Error(`${reason}; E2E_CLUSTER_COMMAND is set, and has to bring it`);
  return reason;
}

/** Why nothing is scaled by CPU here; undefined where it is. */
export const withoutMetrics = () => without('metrics-server', 'v1beta1.metrics.k8s.io');

/** Why KEDA scales nothing here; undefined where it does. */
export const withoutKeda = () => without('KEDA: `addon keda`', 'v1beta1.external.metrics.k8s.io');
