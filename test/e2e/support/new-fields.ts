/** A manifest with a field, and the first Kubernetes whose schemas have it. */
export interface NewField {
  readonly since: string;
  readonly manifest: object;
}

const container = (more: object = {}) => ({ name: 'a', image: 'a:1', ...more });

function field(since: string, podSpec: object): NewField {
  const labels = { a: 'b' };
  const template = { metadata: { labels }, spec: { containers: [container()], ...podSpec } };
  const spec = { selector: { matchLabels: labels }, template };
  return {
    since,
    manifest: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a', namespace: 'a' }, spec },
  };
}

const certificate = { signerName: 'acme.example/a', keyType: 'ED25519', userAnnotations: { 'acme.example/a': 'b' } };

/** One of each Kubernetes, by api/openapi-spec/v3 of its release; later ones have kept them. */
export const NEW_FIELDS: readonly NewField[] = [
  field('1.27', { containers: [container({ resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }] })] }),
  field('1.28', { initContainers: [container({ name: 'b', restartPolicy: 'Always' })] }),
  field('1.29', { containers: [container({ lifecycle: { preStop: { sleep: { seconds: 5 } } } })] }),
  field('1.30', { securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } }),
  field('1.31', { volumes: [{ name: 'a', image: { reference: 'a:1' } }] }),
  field('1.32', { resources: { limits: { memory: '64Mi' } } }),
  field('1.33', { containers: [container({ lifecycle: { stopSignal: 'SIGTERM' } })] }),
  field('1.34', { hostnameOverride: 'a.example' }),
  field('1.35', { volumes: [{ name: 'a', projected: { sources: [{ podCertificate: certificate }] } }] }),
  field('1.36', { schedulingGroup: { podGroupName: 'a' } }),
  field('1.37', { volumes: [{ name: 'a', configMap: { name: 'a', defaultUser: 1000 } }] }),
];
