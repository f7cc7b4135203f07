import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { api } from './api';
import { CLUSTER_COMMAND } from './faults';
import { kubectl } from './kubectl';
import { run } from './run';
import { after, until } from './until';

/** Why no certificate is issued here; undefined where cert-manager is there. */
export async function withoutCertManager(): Promise<string | undefined> {
  if ((await api('GET', '/apis/cert-manager.io/v1')).status === 200) return undefined;
  const reason = 'this cluster has no cert-manager: `addon cert-manager`';
  if (CLUSTER_COMMAND) throw new Error(`${reason}; E2E_CLUSTER_COMMAND is set, and has to bring it`);
  return reason;
}

const resource = (kind: string, namespace: string, name: string, spec: object) => ({
  apiVersion: 'cert-manager.io/v1',
  kind,
  metadata: { name, namespace },
  spec,
});

const list = (items: object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

/** Makes private authorities of a namespace, each an Issuer of that name, and waits until they can sign. */
export async function authorities(namespace: string, ...names: string[]): Promise<void> {
  const root = resource('Issuer', namespace, 'root', { selfSigned: {} });
  const made = names.flatMap((name) => [
    resource('Certificate', namespace, name, {
      isCA: true,
      commonName: name,
      secretName: `${name}-authority`,
      privateKey: { algorithm: 'ECDSA', size: 256 },
      issuerRef: { name: 'root' },
    }),
    resource('Issuer', namespace, name, { ca: { secretName: `${name}-authority` } }),
  ]);
  await kubectl(['apply', '-f', '-'], { input: list([root, ...made]) });
  await kubectl([
    '-n',
    namespace,
    'wait',
    '--for=condition=Ready',
    '--timeout=90s',
    ...names.map((one) => `issuer/${one}`),
  ]);
}

/** Makes a Secret with a certificate of an authority of the namespace, and waits for it. */
export async function certificate(namespace: string, name: string, authority: string): Promise<void> {
  const made = resource('Certificate', namespace, name, {
    secretName: name,
    dnsNames: ['anything'],
    privateKey: { algorithm: 'ECDSA', size: 256 },
    issuerRef: { name: authority },
  });
  await kubectl(['apply', '-f', '-'], { input: JSON.stringify(made) });
  await kubectl(['-n', namespace, 'wait', '--for=condition=Ready', '--timeout=60s', `certificate/${name}`]);
}

const REQUESTS = '/apis/certificates.k8s.io/v1';

/** Why pods have no certificates of their own here; undefined where they may. */
export async function withoutPodCertificates(): Promise<string | undefined> {
  const { body } = await api('GET', REQUESTS);
  const served = body.resources?.some(({ name }: any) => name === 'podcertificaterequests');
  return served ? undefined : 'this Kubernetes has no certificates of pods';
}

/** Signs what the pods of a namespace ask of a signer while `act` goes on: the signer that Kubernetes does not have. */
export async function signing(namespace: string, signer: string, act: () => Promise<void>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'signer-'));
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => run('openssl', args);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', file('ca.key')];
  await openssl('req', '-x509', ...key, '-subj', '/CN=signer', '-days', '2', '-out', file('ca.crt'));
  writeFileSync(
    file('extensions'),
    'subjectAltName=DNS:pod\nextendedKeyUsage=serverAuth,clientAuth\nkeyUsage=digitalSignature',
  );
  const bundle = `${signer.replace('/', ':')}:ca`;
  const trust = {
    apiVersion: 'certificates.k8s.io/v1',
    kind: 'ClusterTrustBundle',
    metadata: { name: bundle },
    spec: { signerName: signer, trustBundle: readFileSync(file('ca.crt'), 'utf8') },
  };
  let [going, signed] = [true, 0];
  const sign = async ({ metadata: { name }, spec }: any) => {
    writeFileSync(file('request'), Buffer.from(spec.stubPKCS10Request, 'base64'));
    const authority = [
      '-CA',
      file('ca.crt'),
      '-CAkey',
      file('ca.key'),
      '-CAcreateserial',
      '-extfile',
      file('extensions'),
    ];
    const request = ['-req', '-inform', 'DER', '-in', file('request'), '-subj', '/CN=pod', '-days', '1'];
    const chain = await openssl('x509', ...request, ...authority);
    const { validFrom, validTo } = new X509Certificate(chain);
    const [from, to] = [Date.parse(validFrom), Date.parse(validTo)];
    const time = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
    const status = {
      certificateChain: chain,
      notBefore: time(from),
      notAfter: time(to),
      beginRefreshAt: time((from + to) / 2),
      conditions: [
        { type: 'Issued', status: 'True', reason: 'Signed', message: '', lastTransitionTime: time(Date.now()) },
      ],
    };
    const patch = ['--subresource=status', '--type=merge', '-p', JSON.stringify({ status })];
    await kubectl(['-n', namespace, 'patch', 'podcertificaterequest', name, ...patch]);
    signed += 1;
  };
  const loop = async () => {
    while (going) {
      const { body } = await api('GET', `${REQUESTS}/namespaces/${namespace}/podcertificaterequests`);
      for (const one of body.items)
        if (one.spec.signerName === signer && !one.status?.certificateChain) await sign(one);
      await after(0.5);
    }
  };
  await kubectl(['apply', '-f', '-'], { input: JSON.stringify(trust) });
  const signs = loop();
  try {
    await Promise.race([act(), signs]);
  } finally {
    going = false;
    await signs.catch(() => {});
    await kubectl(['delete', 'clustertrustbundle', bundle, '--ignore-not-found']);
    rmSync(folder, { recursive: true });
  }
  return signed;
}

/** Waits until cert-manager has issued a certificate more often than so many times. */
export function renewed(namespace: string, name: string, revision: number, seconds: number): Promise<number> {
  return until(`the certificate ${name} is renewed`, seconds, async () => {
    const { body } = await api('GET', `/apis/cert-manager.io/v1/namespaces/${namespace}/certificates/${name}`);
    return body.status?.revision > revision && body.status.revision;
  });
}
