import { isDictionary } from '../json/dictionary';
import { asObjects } from '../json/read';
import type { CronJob, Deployment, Job, StatefulSet } from '../kubernetes/api';
import type { KubernetesTarget } from '../kubernetes/target';
import { refuseFault } from '../manifests/refuse-fault';
import { validation } from '../manifests/validation';
import type { Path } from '../validation';

/** Props that go into a pod in the API's own JSON. */
export interface RawParts {
  readonly sidecars?: readonly unknown[];
  readonly initContainers?: readonly unknown[];
  readonly volumes?: readonly unknown[];
  readonly volumeMounts?: readonly unknown[];
  readonly hostAliases?: readonly unknown[];
  readonly env?: object;
}

/** Lists of a pod into which a property goes. */
const LISTS: { readonly [list: string]: readonly (keyof RawParts)[] } = {
  containers: ['sidecars'],
  initContainers: ['initContainers', 'sidecars'],
  volumes: ['volumes'],
  hostAliases: ['hostAliases'],
};

/** Refuses raw parts that the API server would not take together, or beside what the library makes. */
export function checkRawParts(
  workload: Deployment | StatefulSet | Job | CronJob,
  props: RawParts,
  target: KubernetesTarget,
): void {
  const { sidecars, initContainers, volumes, volumeMounts, hostAliases, env = {} } = props;
  const lists = [sidecars, initContainers, volumes, volumeMounts, hostAliases];
  const isRaw = (value: unknown) => isDictionary(value) && value.valueFrom !== undefined;
  if (!lists.some((part) => part && part.length > 0) && !Object.values(env).some(isRaw)) return;
  const fault = validation().faultIn(workload, String(workload.kind), target._minor);
  if (fault === undefined) return;
  const [property, path] = propertyOf(workload, props, fault.at);
  refuseFault(property, fault, path);
}

/** Property that a path of the workload comes from, and the path in it; the pod itself where it is of none. */
function propertyOf(workload: object, props: RawParts, at: Path): [string, Path] {
  const pod = at.indexOf('template') + 2; // behind template.spec
  const [list, index, ...rest] = at.slice(pod);
  const item = itemAt(workload, at.slice(0, pod + 2));
  for (const property of LISTS[String(list)] ?? []) {
    const given = asObjects(props[property]).findIndex((one) => one.name === item?.name && one.ip === item?.ip);
    if (item !== undefined && given >= 0) return [`${property}[${given}]`, rest];
  }
  const [inner, number, ...more] = rest;
  if (inner === 'volumeMounts' && typeof number === 'number') {
    const mount = itemAt(workload, at.slice(0, pod + 4));
    const given = asObjects(props.volumeMounts).findIndex(({ mountPath }) => mountPath === mount?.mountPath);
    if (given >= 0) return [`volumeMounts[${given}]`, more];
  }
  return ['pod', index === undefined ? at : at.slice(pod)];
}

function itemAt(value: unknown, path: Path): { readonly [key: string]: unknown } | undefined {
  return path.reduce<any>((at, step) => at?.[step], value);
}
