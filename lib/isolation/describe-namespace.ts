import type { ContainerResources } from 'cdk8s-plus-27';
import { Refusal } from '../errors/refusal';
import type { Labels, ResourceQuota } from '../kubernetes/api';
import { checkAnnotations, checkLabels } from '../kubernetes/labels';
import { cpuQuantity, quantity } from '../kubernetes/quantities';
import { checkOverrides } from '../manifests/overrides';
import { applyOverrides } from '../manifests/parts';
import type { Place } from '../manifests/place';
import { rawManifest } from '../manifests/raw';
import { cores, Resources } from '../pod/resources';
import { checkProps } from '../props/check-props';
import { type NamespaceProps, PodSecurityLevel } from './namespace-props';

/** Namespace, as the API's own JSON. */
interface NamespaceObject {
  readonly apiVersion: 'v1';
  readonly kind: 'Namespace';
  readonly metadata: {
    readonly name: string;
    readonly labels: Labels;
    readonly annotations?: Labels;
  };
}

/** Objects of a namespace, by the names of its parts. */
export interface NamespaceObjects {
  readonly namespace: NamespaceObject;
  readonly resourceQuota?: ResourceQuota;
  readonly limitRange?: object;
}

/** Name of the quota and of the limits. */
const NAME = 'namespace';

/**
 * Objects of a chart's namespace.
 *
 * @throws where the chart names none, or an amount is none
 */
export function describeNamespace(place: Place, props: NamespaceProps): NamespaceObjects {
  checkProps('NamespaceProps', props);
  checkOverrides(props.overrides);
  const { namespace: name, target } = place;
  if (name === undefined) throw noNamespace();
  const { podSecurity = PodSecurityLevel.RESTRICTED, quota, containerDefaults } = props;
  const annotations = checkAnnotations('annotations', props.annotations);
  const labels = { ...securityLabels(podSecurity), ...checkLabels('labels', props.labels ?? {}) };
  const metadata = { name, labels };
  const namespace: NamespaceObject = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: Object.keys(annotations).length > 0 ? { ...metadata, annotations } : metadata,
  };
  const objects: NamespaceObjects = {
    namespace,
    resourceQuota: quota && quotaOf(quota),
    limitRange: containerDefaults && limitRangeOf(containerDefaults),
  };
  if (objects.resourceQuota) rawManifest('quota', objects.resourceQuota, target);
  return applyOverrides(objects, props.overrides, target);
}

/**
 * Labels of Pod Security. Without a version the newest rules of the cluster hold.
 *
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces
 */
function securityLabels(level: PodSecurityLevel): Labels {
  return {
    'pod-security.kubernetes.io/audit': 'restricted',
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/warn': 'restricted',
  };
}

function quotaOf(hard: { readonly [resource: string]: string }): ResourceQuota {
  return { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: NAME }, spec: { hard: { ...hard } } };
}

function limitRangeOf(given: ContainerResources): object {
  Resources.of(given); // refuses a request above its limit
  const { cpu, memory, ephemeralStorage } = given;
  const listOf = (which: 'request' | 'limit') => {
    const [count, size, disk] = [cores(cpu?.[which]), memory?.[which], ephemeralStorage?.[which]];
    return {
      ...(count ? { cpu: cpuQuantity(count) } : {}),
      ...(size ? { memory: quantity(`containerDefaults.memory.${which}`, size) } : {}),
      ...(disk ? { 'ephemeral-storage': quantity(`containerDefaults.ephemeralStorage.${which}`, disk) } : {}),
    };
  };
  const limit = { type: 'Container', default: listOf('limit'), defaultRequest: listOf('request') };
  return { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: NAME }, spec: { limits: [limit] } };
}

function noNamespace(): Refusal {
  return new Refusal({
    property: 'namespace of the chart',
    value: undefined,
    why: 'a Namespace is that of its chart',
    allowed: 'a chart with a namespace',
    fix: "new Chart(app, 'shop', { namespace: 'shop' })",
  });
}
