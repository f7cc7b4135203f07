import { containersOf } from '../inventory/container';
import { madeBy } from '../inventory/named-secrets';
import type { Subject } from '../inventory/subject';
import type { Workload } from '../inventory/workload';
import { asObject, asObjects } from '../json/read';
import { CSI_DRIVER } from '../kubernetes/secrets-store';
import type { Rule } from './rule';

/**
 * Secret that a SecretProviderClass makes, read by a pod that does not mount the class: the Secret is there only while some pod
 * does, so that the container waits for ever, or until another workload starts.
 *
 * Source: https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret
 */
export const secretProviderClass: Rule = {
  id: 'kubernetes/secret-provider-class',
  severity: 'error',
  run: (inventory, report) => {
    const classes = inventory.ofKind('SecretProviderClass');
    if (classes.length === 0) return;
    for (const workload of inventory.workloads) {
      for (const one of classes.filter((other) => other.namespace === workload.namespace)) {
        const secret = madeBy(one).find((name) => name !== undefined && reads(workload, name));
        if (secret === undefined || mounts(workload, one)) continue;
        report({
          about: workload,
          involved: [one],
          property: 'volumes',
          why: `its containers read the Secret "${secret}", which the Secrets Store CSI driver makes only while a pod mounts the SecretProviderClass "${one.name}"`,
          allowed: `a volume of the driver ${CSI_DRIVER} with this class`,
          fix: {
            construct:
              "config: [new ConfigBundle(chart, 'config', { secrets: [providerClass.files('/run/secrets')] })]",
            yaml: `csi: { driver: ${CSI_DRIVER}, readOnly: true, volumeAttributes: { secretProviderClass: ${one.name} } }`,
          },
        });
      }
    }
  },
};

function reads(workload: Workload, secret: string): boolean {
  return containersOf(workload.pod).some(
    ({ env, envFrom }) =>
      env.some(({ valueFrom }) => asObject(asObject(valueFrom).secretKeyRef).name === secret) ||
      envFrom.some(({ secretRef }) => asObject(secretRef).name === secret),
  );
}

function mounts({ pod }: Workload, { name }: Subject): boolean {
  return asObjects(pod.volumes).some(({ csi }) => {
    const { driver, volumeAttributes } = asObject(csi);
    return driver === CSI_DRIVER && asObject(volumeAttributes).secretProviderClass === name;
  });
}
