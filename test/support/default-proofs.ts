import { Duration, Size } from 'cdk8s';
import {
  ApiRead,
  AwsScheme,
  Discovery,
  Distribution,
  Drain,
  Egress,
  ExternalSecretCreationPolicy,
  ExternalSecretDeletionPolicy,
  HttpScheme,
  KubernetesMode,
  PodSecurityLevel,
  ReleaseCommand,
  Resources,
  Rollout,
  RouteNamespaces,
  SealedSecretScope,
  TrafficPolicy,
  VmFlags,
} from 'cdk8s-elixir';
import { PersistentVolumeAccessMode } from 'cdk8s-plus-27';
import { CLUSTER } from './default-proofs/cluster';
import { DELIVERY } from './default-proofs/delivery';
import { EXPOSURE } from './default-proofs/exposure';
import { GATEWAY } from './default-proofs/gateway';
import { JOB } from './default-proofs/job';
import { NETWORK } from './default-proofs/network';
import { POD } from './default-proofs/pod';
import type { Proofs } from './default-proofs/proof';
import { RELEASE } from './default-proofs/release';
import { RUNNERS } from './default-proofs/runners';
import { SCALING } from './default-proofs/scaling';
import { SECRET_SOURCES } from './default-proofs/secret-sources';
import { STORAGE } from './default-proofs/storage';
import { WAYS_IN } from './default-proofs/ways-in';

/** Every optional property of the public API, by struct and name. */
export const PROOFS: Proofs = {
  ...CLUSTER,
  ...POD,
  ...RELEASE,
  ...JOB,
  ...EXPOSURE,
  ...SCALING,
  ...STORAGE,
  ...NETWORK,
  ...RUNNERS,
  ...GATEWAY,
  ...DELIVERY,
  ...SECRET_SOURCES,
  ...WAYS_IN,
};

/** What documented defaults are written with. */
export const SCOPE = {
  ApiRead,
  AwsScheme,
  Discovery,
  Distribution,
  Drain,
  Duration,
  Egress,
  ExternalSecretCreationPolicy,
  ExternalSecretDeletionPolicy,
  HttpScheme,
  KubernetesMode,
  PersistentVolumeAccessMode,
  PodSecurityLevel,
  ReleaseCommand,
  Resources,
  Rollout,
  RouteNamespaces,
  SealedSecretScope,
  Size,
  TrafficPolicy,
  VmFlags,
};
