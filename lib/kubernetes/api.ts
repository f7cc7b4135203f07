/**
 * The API's own JSON, as types only. Every other module takes its Kubernetes types from here, so that the source of the
 * types can change in one place.
 */
import type { Deployment, DeploymentSpec, StatefulSet, StatefulSetSpec } from 'kubernetes-types/apps/v1';
import type { HorizontalPodAutoscaler, MetricSpec } from 'kubernetes-types/autoscaling/v2';
import type { CronJob, Job, JobSpec } from 'kubernetes-types/batch/v1';
import type {
  ConfigMap,
  Container,
  ContainerPort,
  EnvFromSource,
  EnvVar,
  PersistentVolumeClaim,
  Pod,
  PodSecurityContext,
  PodSpec,
  PodTemplate,
  PodTemplateSpec,
  Probe,
  ResourceQuota,
  Secret,
  SecurityContext,
  Service,
  ServiceAccount,
  ServicePort,
  TopologySpreadConstraint,
  Volume,
  VolumeMount,
} from 'kubernetes-types/core/v1';
import type { LabelSelectorRequirement, ObjectMeta } from 'kubernetes-types/meta/v1';
import type {
  Ingress,
  NetworkPolicy,
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from 'kubernetes-types/networking/v1';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import type { Role, RoleBinding } from 'kubernetes-types/rbac/v1';

export type {
  ConfigMap,
  Container,
  ContainerPort,
  CronJob,
  Deployment,
  DeploymentSpec,
  EnvFromSource,
  EnvVar,
  HorizontalPodAutoscaler,
  Ingress,
  Job,
  JobSpec,
  LabelSelectorRequirement,
  MetricSpec,
  NetworkPolicy,
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  ObjectMeta,
  PersistentVolumeClaim,
  Pod,
  PodDisruptionBudget,
  PodSecurityContext,
  PodSpec,
  PodTemplate,
  PodTemplateSpec,
  Probe,
  ResourceQuota,
  Role,
  RoleBinding,
  Secret,
  SecurityContext,
  Service,
  ServiceAccount,
  ServicePort,
  StatefulSet,
  StatefulSetSpec,
  TopologySpreadConstraint,
  Volume,
  VolumeMount,
};

/** Manifest of any API object. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

/** Map of labels. */
export type Labels = { readonly [key: string]: string };
