// Apps over all constructs, as plain data: one can be printed, and built again from what was printed.

/** The strategies, by the name of the test data. */
export const STRATEGIES = [
  'dnsCluster',
  'kubernetesDns',
  'kubernetesDnsSrv',
  'kubernetes-ip-pods',
  'kubernetes-ip-endpoints',
  'kubernetes-hostname-pods',
  'kubernetes-hostname-endpoints',
  'epmd',
  'postgres',
] as const;

/** One of them. */
export type Strategy = (typeof STRATEGIES)[number];

/** Whether a strategy finds names. */
export function findsNames(strategy: Strategy): boolean {
  return /Srv|hostname|epmd/.test(strategy);
}

/** A whole app. */
export interface AppDescription {
  readonly version?: string;
  readonly clusterDomain?: string;
  readonly chartLabels?: { [key: string]: string };
  readonly cluster?: ClusterData;
  readonly bundle?: BundleData;
  readonly shared?: SharedData;
  readonly delivery?: (typeof TOOLS)[number];
  readonly jobs?: readonly JobData[];
  /** Whether a policy of the namespace denies everything, where every pod has a policy. */
  readonly denied?: boolean;
  readonly releases: readonly ReleaseData[];
}

/** Tools of delivery. */
export const TOOLS = ['kubectl', 'argoCd', 'flux', 'helm'] as const;

/** What the roles of one release have in common. */
export interface SharedData
  extends Pick<
    ReleaseData,
    'image' | 'env' | 'labels' | 'annotations' | 'resources' | 'scratch' | 'user' | 'tmpMebibytes' | 'writableRoot'
  > {
  readonly poolSize?: number;
  readonly withCluster?: boolean;
  readonly withBundle?: boolean;
}

/** Pods that run once. */
export interface JobData extends Omit<SharedData, 'image'>, Pick<ReleaseData, 'sidecars' | 'volume' | 'egress'> {
  readonly name: string;
  readonly kind: 'job' | 'cron' | 'migration';
  readonly image?: string;
  /** Whether it is a role of the shared release. */
  readonly shared?: boolean;
  readonly command?: boolean;
  /** Whether it runs on a member of the cluster, where it has one. */
  readonly rpc?: boolean;
  readonly backoffLimit?: number;
  readonly activeDeadline?: number;
  readonly ttl?: number;
  readonly suspend?: boolean;
  readonly schedule?: string;
  readonly timeZone?: string;
}

/** Certificates of nodes; that of the pod needs a Kubernetes that has it, and is one of a Secret elsewhere. */
export type CertificateKind = 'issuer' | 'renewed' | 'secret' | 'pod';

export interface ClusterData {
  readonly name: string;
  readonly nodeBasename?: string;
  readonly strategy: Strategy;
  readonly rename: boolean;
  readonly ipv6?: boolean;
  /** Whether its pods are in Istio, from the version on that has native sidecars. */
  readonly meshed?: boolean;
  /** A port, or the first of a range beside epmd. */
  readonly distribution?: {
    readonly epmd: boolean;
    readonly port?: number;
    readonly count?: number;
    readonly certificate?: CertificateKind;
  };
}

/** Value of a variable: text, or one of those that have a type. */
export type ValueData =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'integer' | 'milliseconds' | 'seconds' | 'bytes'; readonly number: number }
  | { readonly kind: 'boolean'; readonly truth: boolean }
  | { readonly kind: 'url'; readonly url: string };

export interface BundleData {
  readonly name: string;
  readonly values?: { [name: string]: ValueData };
  readonly files?: { [name: string]: string };
  readonly paths?: { [path: string]: string };
  readonly variables?: readonly string[];
  readonly configMapVariables?: readonly string[];
  readonly configMapEnvironment?: boolean;
  readonly configMapFiles?: boolean;
  readonly external?: readonly string[];
  readonly sealed?: boolean;
  readonly provider?: boolean;
  readonly secretEnvironment?: boolean;
  readonly secretFiles?: boolean;
  readonly localOnly?: boolean;
}

export interface ReleaseData {
  readonly name: string;
  readonly phoenix?: PhoenixData;
  readonly member: boolean;
  readonly stableNames: boolean;
  readonly storage?: readonly string[];
  readonly withBundle: boolean;
  readonly image: string;
  readonly replicas?: number;
  readonly ports?: readonly { readonly port: number; readonly guarded: boolean }[];
  /** Each variable refers to some of those before it, and to the pod's own. */
  readonly env?: readonly { readonly kind: 'text' | 'secret' | 'plus'; readonly refersTo: readonly number[] }[];
  readonly cookie?: boolean;
  readonly labels?: { [key: string]: string };
  readonly annotations?: { [key: string]: string };
  readonly resources?: 'small' | 'medium' | 'large' | { readonly millis?: number; readonly mebibytes: number };
  readonly vmFlags?: { readonly schedulers?: number; readonly busyWait?: boolean; readonly maxPorts?: number };
  readonly check?: 'tcp' | 'http' | 'grpc';
  readonly drains?: readonly number[];
  readonly preStop?: number;
  readonly scratch?: readonly string[];
  readonly sidecars?: readonly ('plain' | 'types')[];
  readonly initContainer?: boolean;
  readonly volume?: boolean;
  readonly egress?: boolean;
  readonly scheduling?: boolean;
  readonly user?: number;
  readonly crashDumpKibibytes?: number;
  readonly args?: boolean;
  readonly scaledToZero?: boolean;
  readonly tmpMebibytes?: number;
  readonly sidecarPort?: boolean;
  readonly serviceAccount?: boolean;
  readonly writableRoot?: boolean;
  readonly open?: boolean;
  readonly scale?: ScaleData;
  /** Whether it starts runners, and whether these have resources of their own. */
  readonly runners?: 'alike' | 'own';
  /** Whether it is a role of the shared release. */
  readonly shared?: boolean;
  /** Whether it waits for the first migration. */
  readonly waits?: boolean;
}

/** Scaler, rollout, claims and hand-off of a release. */
export interface ScaleData {
  readonly scaler?: 'share' | 'metric' | 'queue' | 'times';
  readonly min: number;
  /** Pods beyond the least number. */
  readonly more: number;
  readonly paced?: boolean;
  readonly singleton?: boolean;
  readonly rollout?: 'rolling' | 'percent' | 'slow' | 'other';
  readonly accessMode?: 'READ_WRITE_ONCE' | 'READ_WRITE_ONCE_POD' | 'READ_WRITE_MANY';
  readonly retention?: boolean;
  readonly start?: number;
  readonly hook?: 'httpGet' | 'rpc';
  readonly podServices?: boolean;
  readonly state?: 'mnesia' | 'ra' | 'khepri';
}

/** Ways in of random services. */
export const WAYS_IN = [
  'gateway',
  'listener',
  'matching',
  'redirecting',
  'issuer',
  'secret',
  'plain',
  'traefik',
  'haproxy',
  'nginx',
  'alb',
  'gke',
  'nodePort',
  'loadBalancer',
] as const;

export type WayIn = (typeof WAYS_IN)[number];

export interface PhoenixData {
  /** Host, below a name of the release's own: two certificates of one host are refused. */
  readonly host: string;
  readonly port?: number;
  readonly poolSize?: number;
  readonly database: boolean;
  readonly databaseIpv6?: boolean;
  readonly servicePort?: number;
  readonly peers?: boolean;
  readonly exposures?: readonly WayIn[];
  /** Whether tenants have hosts below it. */
  readonly moreHosts?: boolean;
  /** Whether the HTTP port is open to the ways in alone. */
  readonly closed?: boolean;
  readonly sticky?: boolean;
  readonly nearby?: boolean;
  readonly paths?: readonly string[];
}
