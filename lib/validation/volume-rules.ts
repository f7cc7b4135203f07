import { isDictionary, valueAt } from '../json/dictionary';
import { label, subdomain } from './forms';
import { quantityValue } from './quantity-values';
import { entriesOf, has, isFilled, itemsOf } from './read-json';
import { filled, needsOne, oneOf, type Rules } from './rule';
import { type Fault, type Faults, missing, wrong } from './server-fault';

/** Fields of a projection whose paths must differ. */
const PATHS = ['path', 'credentialBundlePath', 'keyPath', 'certificateChainPath'];

/** Rules of volumes and claims. */
export const VOLUME_RULES: Rules = {
  *Volume({ name: _, ...sources }) {
    if (!Object.keys(sources).some((source) => has(sources, source))) {
      yield missing([], 'a source', "for example { name: 'cache', emptyDir: {} }");
    }
  },
  ConfigMapVolumeSource: filled('name'),
  ConfigMapProjection: filled('name'),
  SecretVolumeSource: filled('secretName'),
  SecretProjection: filled('name'),
  ScaleIOVolumeSource: filled('gateway', 'system', 'volumeName'),
  EphemeralVolumeSource: filled('volumeClaimTemplate'),
  ImageVolumeSource: filled('reference'),
  VolumeProjection: oneOf(
    ...['secret', 'configMap', 'downwardAPI', 'serviceAccountToken', 'clusterTrustBundle', 'podCertificate'],
  ),
  *ProjectedVolumeSource({ sources }) {
    const paths = new Set<string>();
    for (const [index, source] of itemsOf(sources)) {
      for (const [kind, projection] of entriesOf(source)) {
        if (kind === 'serviceAccountToken' || !isDictionary(projection)) continue;
        const files = [projection, ...itemsOf(projection.items).map(([, item]) => item)];
        for (const path of files.flatMap((file) => PATHS.map((one) => file[one]))) {
          if (typeof path !== 'string' || path === '') continue;
          if (paths.has(path)) yield wrong(['sources', index, kind], projection, 'paths that differ', 'change one');
          paths.add(path);
        }
      }
    }
  },
  *ClusterTrustBundleProjection(bundle) {
    yield* needsOne(bundle, ['name', 'signerName']);
    if (!has(bundle, 'name')) return;
    for (const other of ['signerName', 'labelSelector']) {
      if (has(bundle, other)) yield wrong([other], bundle[other], `no ${other} beside name`, 'remove it');
    }
  },
  *PodCertificateProjection(certificate) {
    yield* needsOne(certificate, ['credentialBundlePath', 'keyPath', 'certificateChainPath']);
    yield* signer(certificate.signerName);
    for (const [key] of entriesOf(certificate.userAnnotations)) {
      if (!/^[a-z0-9.-]+\/[A-Za-z0-9._-]+$/.test(key)) {
        yield wrong(['userAnnotations', key], '', 'keys with a DNS prefix', 'for example "acme.example/team"');
      }
    }
  },
  CSIVolumeSource: secretReference('nodePublishSecretRef'),
  CinderVolumeSource: secretReference('secretRef'),
  StorageOSVolumeSource: function* (source) {
    yield* filled('volumeName')(source, { minor: 0, partial: false });
    yield* secretReference('secretRef')(source);
  },
  *FCVolumeSource(source) {
    const [wwns, wwids] = [isFilled(source, 'targetWWNs'), isFilled(source, 'wwids')];
    if (wwns === wwids) yield wrong([], source, 'targetWWNs or wwids', 'give one of them');
    const { lun } = source;
    if (wwns && !(typeof lun === 'number' && lun >= 0 && lun <= 255)) {
      yield wrong(['lun'], lun, 'a number from 0 to 255', 'for example 0');
    }
  },
  *FlexVolumeSource({ options }) {
    for (const [key] of entriesOf(options)) {
      if (/(^|\.)(kubernetes|k8s)\.io(\/|$)/i.test(key)) {
        yield wrong(['options', key], '', 'keys of your own', 'choose another prefix');
      }
    }
  },
  *FlockerVolumeSource(source) {
    const [name, uuid] = [isFilled(source, 'datasetName'), isFilled(source, 'datasetUUID')];
    if (name === uuid) yield wrong([], source, 'datasetName or datasetUUID', 'give one of them');
    if (String(source.datasetName ?? '').includes('/')) {
      yield wrong(['datasetName'], source.datasetName, 'a name without `/`', 'change it');
    }
  },
  *ISCSIVolumeSource(source) {
    const asks = source.chapAuthDiscovery === true || source.chapAuthSession === true;
    if (asks && !has(source, 'secretRef')) yield missing(['secretRef'], 'a Secret for CHAP', 'give it');
  },
  *QuobyteVolumeSource({ registry, tenant }) {
    const hosts = String(registry).split(',');
    if (!hosts.every((host) => /^(\[[^\]]*\]|[^:[\]]*):[^:]*$/.test(host))) {
      yield wrong(['registry'], registry, 'pairs of host:port', 'for example "quobyte:7861"');
    }
    if (typeof tenant === 'string' && tenant.length > 64)
      yield wrong(['tenant'], tenant, '64 characters', 'shorten it');
  },
  *AzureDiskVolumeSource({ kind, diskURI }) {
    const start = kind === 'Managed' ? '/subscriptions/' : 'https://';
    if (!String(diskURI).startsWith(start)) {
      yield wrong(['diskURI'], diskURI, `an address that starts with ${start}`, 'change it');
    }
  },
  *PersistentVolumeClaimSpec(spec) {
    const { accessModes, resources, dataSource, dataSourceRef } = spec;
    if (!isFilled(spec, 'accessModes')) yield missing(['accessModes'], 'at least one', "['ReadWriteOnce']");
    if (Array.isArray(accessModes) && accessModes.includes('ReadWriteOncePod') && new Set(accessModes).size > 1) {
      yield wrong(['accessModes'], accessModes, 'ReadWriteOncePod alone', 'remove the others');
    }
    const storage = valueAt(resources, 'requests', 'storage');
    if (storage === undefined || (quantityValue(storage) ?? 1) <= 0) {
      yield wrong(['resources', 'requests', 'storage'], storage, 'a size', 'for example "1Gi"');
    }
    for (const [field, source] of Object.entries({ dataSource, dataSourceRef })) {
      if (!isDictionary(source) || isFilled(source, 'apiGroup') || source.kind === 'PersistentVolumeClaim') continue;
      yield wrong([field, 'kind'], source.kind, '"PersistentVolumeClaim", or a kind with its apiGroup', 'change it');
    }
    if (dataSource !== undefined && dataSourceRef !== undefined) {
      yield wrong(['dataSource'], dataSource, 'dataSource or dataSourceRef', 'keep one of them');
    }
  },
  TypedLocalObjectReference: groupOfKind,
  TypedObjectReference: function* (reference) {
    yield* groupOfKind(reference);
    const { namespace } = reference;
    if (isFilled(reference, 'namespace') && !label.accepts(namespace, 0)) {
      yield wrong(['namespace'], namespace, label.allowed, 'write the name of a namespace');
    }
  },
  *PersistentVolumeClaimTemplate({ metadata }) {
    for (const [field] of entriesOf(metadata)) {
      if (['labels', 'annotations'].includes(field)) continue;
      yield wrong(['metadata', field], '', 'labels and annotations', 'remove it');
    }
  },
};

function* groupOfKind({ apiGroup }: { [key: string]: unknown }): Faults {
  if (apiGroup === undefined || apiGroup === null || apiGroup === '' || subdomain.accepts(apiGroup, 0)) return;
  yield wrong(['apiGroup'], apiGroup, subdomain.allowed, 'write the group of the kind');
}

function* signer(name: unknown): Faults {
  if (/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+\/[-a-z0-9.:]+$/.test(String(name))) return;
  yield wrong(['signerName'], name, 'a domain and a path', 'for example "acme.example/signer"');
}

function secretReference(member: string): (source: { [key: string]: unknown }) => Generator<Fault, void, undefined> {
  return function* (source) {
    if (isDictionary(source[member]) && !subdomain.accepts(valueAt(source, member, 'name'), 0)) {
      yield missing([member, 'name'], 'the name of a Secret', 'give it');
    }
  };
}
