import { Chart } from 'cdk8s';
import { Exposure, Gateway, GatewayListener, PhoenixService, Tls } from 'cdk8s-elixir';
import { api, create } from './support/api';
import { apply, rolledOut } from './support/apply';
import { check } from './support/check';
import { address, answered, CLASS, secretKey, withoutGateway } from './support/gateway';
import { web } from './support/hello';
import { kubectl, kubectlJson } from './support/kubectl';
import { pods } from './support/pods';
import { until } from './support/until';

/** Reason of the only listener of a Gateway for taking its certificate, or not. */
async function reason(namespace: string): Promise<string | undefined> {
  const path = `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/gateways/own`;
  const { body } = await api('GET', path);
  const conditions: any[] = body.status?.listeners?.[0]?.conditions ?? [];
  return conditions.find(({ type }) => type === 'ResolvedRefs')?.reason;
}

check.beside('a route and a Gateway use what is in another namespace by its consent, and not without', async (t) => {
  const missing = await withoutGateway();
  if (missing) return t.skip(missing, 'references to another namespace');
  const [namespace, theirs] = [await t.namespace(), await t.namespace()];
  const host = `web.${namespace}.test`; // of no other certificate
  const hostAliases = [{ ip: await address(), hostnames: [host] }];
  await create(`/apis/cert-manager.io/v1/namespaces/${theirs}/certificates`, {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: 'theirs' },
    spec: { secretName: 'theirs-tls', dnsNames: [host], issuerRef: { kind: 'ClusterIssuer', name: 'test-ca' } },
  });
  await apply(namespace, (chart) => {
    const other = new Chart(chart.node.root, 'theirs', { namespace: theirs });
    const next = web(undefined, { replicas: 1, host, env: { VERSION: 'next' } });
    const { endpoint } = new PhoenixService(other, 'next', next);
    const tls = Tls.secret('theirs-tls');
    const listeners = [GatewayListener.https([host], { tls, secretNamespace: theirs })];
    const gateway = new Gateway(chart, 'own', { className: CLASS, listeners });
    const exposures = [Exposure.gateway({ parents: [gateway.parent()], shares: [{ endpoint, percent: 100 }] })];
    new PhoenixService(chart, 'web', web(undefined, { replicas: 1, host, hostAliases, exposures }));
  });
  await Promise.all([rolledOut(namespace, 'deployment/web'), rolledOut(theirs, 'deployment/next')]);
  const [{ name }] = await pods(namespace, 'web');
  const url = `https://${host}/env?name=VERSION`;
  const authority = await secretKey('cert-manager', 'test-ca', 'tls.crt');

  const { body } = await answered(namespace, name, url, ({ status }) => status === 200, { authority });
  t.exactly(body, 'next', '', 'answer of the other namespace, with a certificate that is there');
  t.exactly((await reason(namespace)) ?? '', 'ResolvedRefs', '', 'what the listener says of its certificate');

  const grants = async (kind: string) => {
    const { items } = await kubectlJson(['-n', theirs, 'get', 'referencegrants']);
    return items.filter(({ spec }: any) => spec.from[0].kind === kind).map(({ metadata }: any) => metadata.name);
  };
  const withdrawn = async (kind: string) => {
    for (const grant of await grants(kind)) await kubectl(['-n', theirs, 'delete', 'referencegrant', grant]);
  };
  await withdrawn('HTTPRoute');
  const refused = await answered(namespace, name, url, ({ status }) => status >= 500, { authority });
  t.atLeast(refused.status, 500, '', 'status without the consent to the Service');
  await withdrawn('Gateway');
  const said = await until('the listener loses its certificate', 60, async () => {
    const now = await reason(namespace);
    return now !== 'ResolvedRefs' && now;
  });
  t.exactly(said, 'RefNotPermitted', '', 'what the listener says without the consent to the Secret');
});
