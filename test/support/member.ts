// A member of a cluster as YAML that somebody wrote by hand, with what it needs.
import { SAFE } from './findings';

export const MEMBER = { app: 'chat', 'app.kubernetes.io/name': 'chat', 'cdk8s-elixir/cluster': 'chat' };
export const ARGUMENTS = '-start_epmd false\n-erl_epmd_port 4370\n';
export const REMOTE_ARGUMENTS = `${ARGUMENTS}-dist_listen false\n`;

/** Variables that name the mounted argument files. */
const NAMED_FILES = [
  { name: 'RELEASE_VM_ARGS', value: '/etc/erlang/vm.args' },
  { name: 'RELEASE_REMOTE_VM_ARGS', value: '/etc/erlang/remote.vm.args' },
];

/** Facts of the pod that node names are made of, and that they are long. */
export const FACTS = [
  { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
  { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
  { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
  { name: 'RELEASE_DISTRIBUTION', value: 'name' },
];

interface Options {
  readonly kind?: string;
  readonly env?: object[];
  readonly envFrom?: object[];
  readonly ports?: object[];
  readonly pod?: object;
}

/** A hand-written member: what is wrong with it is said by the options. */
export function member({ kind = 'Deployment', env = [], envFrom = [], ports, pod = {} }: Options = {}) {
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: 'chat', namespace: 'chat' },
    spec: {
      serviceName: 'chat-nodes',
      podManagementPolicy: 'Parallel',
      selector: { matchLabels: { app: 'chat' } },
      template: {
        metadata: { labels: MEMBER },
        spec: {
          containers: [
            {
              name: 'chat',
              image: 'acme/chat:1.2.3',
              securityContext: SAFE,
              env: [...NAMED_FILES, ...env],
              envFrom,
              volumeMounts: [{ name: 'vm-args', mountPath: '/etc/erlang' }],
              ports: ports ?? [{ name: 'dist', containerPort: 4370 }],
            },
          ],
          volumes: [{ name: 'vm-args', configMap: { name: 'chat-vm' } }],
          ...pod,
        },
      },
    },
  };
}

/** An object in the namespace of the member. */
export const object = (apiVersion: string, kind: string, name: string, more: object) => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'chat' },
  ...more,
});
export const HEADLESS = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'chat-nodes', namespace: 'chat', labels: MEMBER },
  spec: {
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    selector: { 'cdk8s-elixir/cluster': 'chat' },
    ports: [{ port: 4370 }],
  },
};
export const FILES = object('v1', 'ConfigMap', 'chat-vm', {
  data: { 'vm.args': ARGUMENTS, 'remote.vm.args': REMOTE_ARGUMENTS },
});
export const policy = (spec: object) =>
  object('networking.k8s.io/v1', 'NetworkPolicy', 'chat', { spec: { podSelector: {}, ...spec } });
export const MEMBERS_ONLY = {
  ingress: [{ from: [{ podSelector: { matchLabels: { 'cdk8s-elixir/cluster': 'chat' } } }], ports: [{ port: 4370 }] }],
};
export const POLICY = policy(MEMBERS_ONLY);
/** What a member needs beside it. */
export const GOOD = [HEADLESS, FILES, POLICY];
