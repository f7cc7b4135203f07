import type { k8s } from 'cdk8s-plus-27';
import { Refusal } from '../errors/refusal';
import type { Container } from '../kubernetes/api';
import { NATIVE_SIDECARS } from '../kubernetes/feature-gates';
import { portKey } from '../kubernetes/port-numbers';
import type { KubernetesTarget } from '../kubernetes/target';
import { rawJson } from '../manifests/raw';
import type { Contribution, PodPort } from './contribution';

/** Containers beside the release's. */
export function sidecarsContribution(given: readonly k8s.Container[], target: KubernetesTarget): Contribution {
  return { by: 'sidecars', property: 'list', sidecars: rawJson('sidecars', 'Container', given, target) };
}

/** Containers that end before the release's starts. */
export function initContainersContribution(given: readonly k8s.Container[], target: KubernetesTarget): Contribution {
  const initContainers = rawJson<Container[]>('initContainers', 'Container', given, target);
  return { by: 'initContainers', property: 'list', initContainers };
}

/** Refuses containers that have the name of the release's own, or that listen on one of its ports. */
export function checkBeside(
  name: string,
  sidecars: readonly Container[],
  init: readonly Container[],
  ports: readonly PodPort[],
): void {
  const named = (property: string, containers: readonly Container[]) =>
    containers.forEach((container, index) => {
      if (container.name === name) throw sameName(`${property}[${index}].name`, name);
    });
  named('sidecars', sidecars);
  named('initContainers', init);
  for (const [index, sidecar] of sidecars.entries()) {
    for (const { containerPort, protocol } of sidecar.ports ?? []) {
      const same = ports.find((own) => portKey(own.port, own.protocol) === portKey(containerPort, protocol));
      if (same) throw samePort(`sidecars[${index}]`, same);
    }
  }
}

/**
 * Refuses sidecars that would go on when a pod that runs once has ended.
 *
 * @param what what the pod is of: `the Job`
 */
export function checkEndingSidecars(sidecars: readonly Container[], target: KubernetesTarget, what: string): void {
  if (sidecars.length === 0 || target.atLeast(NATIVE_SIDECARS)) return;
  throw new Refusal({
    property: 'sidecars',
    value: `with Kubernetes ${target.version}`,
    why: `${what} would never end: a plain sidecar goes on when the release has ended, and only from ${NATIVE_SIDECARS} on are there others`,
    allowed: `sidecars of ${what === 'the Job' ? 'Jobs' : 'runners'} from Kubernetes ${NATIVE_SIDECARS} on`,
    fix: `KubernetesTarget.set(app, { version: '${NATIVE_SIDECARS}' }), or leave them out: sidecars: []`,
  });
}

function sameName(property: string, name: string): Refusal {
  return new Refusal({
    property,
    value: name,
    why: "it is the name of the release's own container",
    allowed: 'another name',
    fix: 'rename the container',
  });
}

function samePort(property: string, { name, port }: PodPort): Refusal {
  return new Refusal({
    property,
    value: port,
    why: `the release listens on ${port} (${name}) itself, and the containers of a pod share one network`,
    allowed: 'ports that the release does not have',
    fix: 'choose another port for the sidecar',
  });
}
