import type { ConfigMap, Labels, Secret } from '../kubernetes/api';
import { objectLabels } from '../kubernetes/labels';
import type { KubernetesTarget } from '../kubernetes/target';
import { immutableConfigMap } from '../manifests/immutable-config-map';
import { applyOverride } from '../manifests/overrides';
import type { AcceptedRisks } from '../risks/accepted-risks';
import type { BundleFiles } from './bundle-files';
import type { ConfigBundleOverrides } from './config-bundle-props';

/** Objects of a bundle, by the names of its parts. */
export interface BundleObjects {
  readonly configMap?: ConfigMap;
  readonly filesConfigMap?: ConfigMap;
  readonly secret?: Secret;
}

/** Content of a bundle, checked. */
export interface BundleContent {
  readonly name: string;
  readonly values: Labels;
  readonly files?: BundleFiles;
  readonly localOnlySecrets?: Labels;
}

/** Name of the Secret of a bundle. */
export function localOnlyName(name: string): string {
  return `${name}-local-only`;
}

/** Objects of a bundle, with the user's overrides. */
export function bundleObjects(
  { name, values, files, localOnlySecrets }: BundleContent,
  overrides: ConfigBundleOverrides | undefined,
  annotations: AcceptedRisks,
  target: KubernetesTarget,
): BundleObjects {
  const labels = objectLabels(name);
  const configMapOf = (
    part: 'configMap' | 'filesConfigMap',
    partName: string,
    content: Pick<ConfigMap, 'data' | 'binaryData'>,
  ) => immutableConfigMap(partName, content, labels, annotations, { part, json: overrides?.[part], target });
  return {
    configMap: Object.keys(values).length > 0 ? configMapOf('configMap', name, { data: values }) : undefined,
    filesConfigMap: files && configMapOf('filesConfigMap', `${name}-files`, files.content),
    secret:
      localOnlySecrets &&
      applyOverride('secret', localOnlySecret(name, localOnlySecrets, labels, annotations), overrides?.secret, target),
  };
}

function localOnlySecret(name: string, stringData: Labels, labels: Labels, annotations: Labels): Secret {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: localOnlyName(name),
      labels: { ...labels, 'cdk8s-elixir/local-only': 'true' },
      annotations,
    },
    type: 'Opaque',
    stringData,
  };
}
