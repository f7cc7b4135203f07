import { Duration } from 'cdk8s';
import {
  CloudLoadBalancer,
  Exposure,
  type IExposure,
  PhoenixService,
  type PhoenixServiceProps,
  Tls,
  TrafficPolicy,
} from 'cdk8s-elixir';
import { expectAccepted } from './support/accepted';
import { apply, rolledOut } from './support/apply';
import { type Check, check } from './support/check';
import { scan } from './support/client';
import {
  type Answer,
  answered,
  ISSUER,
  TRAEFIK,
  throughTraefik,
  visit,
  withoutControllers,
} from './support/controllers';
import { render, web } from './support/hello';
import { kubectl, kubectlJson } from './support/kubectl';
import { type Destination, LOAD, patientLoad, type Seen, underLoad } from './support/load';
import { pods } from './support/pods';
import { until } from './support/until';

/** Longer than a load of the Service: a restart waits for the longest drain of each pod. */
const SECONDS = LOAD.SECONDS + 30;

/** A load of which each new connection is a handshake of TLS. */
const KINDS = { ...LOAD, KEEPALIVE: 1, NEW: 1, SLOW: 8, WS: 6 };

/** Host of a namespace that no other uses. */
const hostOf = (namespace: string, name = 'shop') => `${name}.${namespace}.example.com`;

const ISSUED = Tls.clusterIssuer(ISSUER);

/** Applies a service behind Traefik, and waits until it answers there. */
async function deploy(namespace: string, props: Partial<PhoenixServiceProps> = {}): Promise<string> {
  const host = hostOf(namespace);
  const exposures = [Exposure.traefik({ tls: ISSUED })];
  const own = { host, replicas: 2, exposures, ...props };
  await apply(namespace, (chart) => new PhoenixService(chart, 'web', web(undefined, own)));
  await rolledOut(namespace, 'deployment/web');
  await answered(namespace, `https://${host}/health`);
  return host;
}

/** Client of a host that goes through Traefik. */
async function browser(host: string): Promise<Destination> {
  return { url: `https://${host}`, env: await throughTraefik() };
}

async function restart(namespace: string): Promise<void> {
  await kubectl(['-n', namespace, 'rollout', 'restart', 'deployment/web']);
  await rolledOut(namespace, 'deployment/web');
}

const failures = (seen: Seen) => seen.keepalive.failed + seen.new.failed + seen.slow.failed;

const statusOf = ({ status, error }: Answer) => String(status ?? error);

/** States the statuses of several URLs. */
async function expectStatuses(t: Check, namespace: string, wanted: { [url: string]: number | string }): Promise<void> {
  const got = await visit(namespace, Object.keys(wanted));
  for (const [url, status] of Object.entries(wanted)) {
    t.exactly(statusOf(got[url]), String(status), '', `through an Ingress: ${url.replaceAll(namespace, 'NAMESPACE')}`);
  }
}

// The longest first: three run at once.
check.beside('sockets that say nothing for 90 s and a request of 70 s live behind an Ingress', async (t) => {
  const missing = await withoutControllers();
  if (missing) return t.skip(missing, 'patience behind an Ingress');
  const namespace = await t.namespace();
  const host = await deploy(namespace, { env: { HELLO_IDLE_MS: '600000' } }); // the server itself closes after a minute
  const { ws, slow } = await patientLoad(namespace, await browser(host), { idle: 90, slow: 70 });
  t.exactly(ws.opened, 3, 'sockets', 'sockets that were opened behind an Ingress');
  t.exactly(ws.echoes, 6, 'messages', 'messages that came back, the second after 90 s of silence');
  t.exactly(ws.abnormal + ws.failed + Object.keys(ws.closed).length, 0, 'sockets', 'sockets that were closed');
  t.atLeast(slow.requests, 1, 'requests', 'requests of 70 s behind an Ingress');
  t.exactly(slow.failed, 0, 'requests', 'requests of 70 s behind an Ingress that failed');
  if (slow.failed + ws.abnormal + ws.failed) throw new Error(JSON.stringify({ ws, slow }));
});

check.beside('the same restart without the wait of preStop, and nothing else changed, loses requests', async (t) => {
  const missing = await withoutControllers();
  if (missing) return t.skip(missing, 'a restart without preStop behind an Ingress');
  const namespace = await t.namespace();
  const host = await deploy(namespace, { replicas: 3, preStopSleep: Duration.seconds(0) });
  const seen = await underLoad(
    namespace,
    SECONDS,
    () => restart(namespace),
    { ...KINDS, SLOW: 0, WS: 0 },
    await browser(host),
  );
  t.atLeast(failures(seen), 1, 'requests', 'without preStop behind an Ingress: failed requests');
});

check.beside(
  'hosts with paths of their own are reached over https with certificates that cert-manager issued',
  async (t) => {
    const missing = await withoutControllers();
    if (missing) return t.skip(missing, 'https by host and path through an Ingress');
    const namespace = await t.namespace();
    const [shop, admin, tenants] = [
      hostOf(namespace),
      hostOf(namespace, 'admin'),
      `*.tenants.${namespace}.example.com`,
    ];
    const asked = Tls.clusterIssuer(ISSUER, { certificate: true, duration: Duration.hours(2) });
    await deploy(namespace, {
      hosts: [shop, admin, tenants],
      exposures: [
        Exposure.traefik({ hosts: [shop, tenants], tls: ISSUED }),
        Exposure.traefik({ hosts: [admin], paths: ['/nodes'], exactPaths: ['/health'], tls: asked }),
      ],
    });
    await answered(namespace, `https://${admin}/nodes`);
    await expectStatuses(t, namespace, {
      [`https://${shop}/`]: 200,
      [`https://a.tenants.${namespace}.example.com/health`]: 200,
      [`https://${admin}/nodes`]: 200,
      [`https://${admin}/health`]: 200,
      [`https://${admin}/health/below`]: 404,
      [`https://${admin}/`]: 404,
    });
    const plain = `http://${shop}/nodes?a=b`;
    const { [plain]: sent } = await visit(namespace, [plain]);
    t.exactly(statusOf(sent), '301', '', 'a plain request: status');
    t.exactly(sent.location ?? '', `https://${shop}/nodes?a=b`, '', 'a plain request: where it is sent');
    const { items } = await kubectlJson(['-n', namespace, 'get', 'certificates']);
    t.exactly(items.length, 2, 'Certificates', 'certificates for three hosts on two Ingresses');
  },
);

check.beside('a host that no certificate is for is not believed', async (t) => {
  const missing = await withoutControllers();
  if (missing) return t.skip(missing, 'a host without its certificate');
  const namespace = await t.namespace();
  const hosts = [hostOf(namespace), hostOf(namespace, 'other')];
  const exposures = [
    Exposure.traefik({ hosts: [hosts[0]], tls: ISSUED }),
    Exposure.traefik({ hosts: [hosts[1]], tls: Tls.loadBalancer() }),
  ];
  await deploy(namespace, { hosts, exposures });
  const { [`https://${hosts[1]}/health`]: answer } = await visit(namespace, [`https://${hosts[1]}/health`]);
  t.exactly(answer.status ?? 'none', 'none', '', `status of a host without a certificate (${answer.error})`);
});

/** What a stranger finds on the HTTP port of a pod behind Traefik. */
async function stranger(namespace: string, props: Partial<PhoenixServiceProps>): Promise<string> {
  const exposures = [Exposure.traefik({ tls: ISSUED, controllerNamespace: TRAEFIK.namespace })];
  await deploy(namespace, { exposures, ...props });
  const [{ ip }] = await until('a pod is ready', 30, async () => {
    const all = (await pods(namespace, 'web')).filter(({ ready }) => ready);
    return all.length > 0 && all;
  });
  const { 4000: found } = await scan(namespace, ip, [4000], { name: 'stranger' });
  return found;
}

check.beside('the policy lets the controller in, and a stranger not', async (t) => {
  const missing = await withoutControllers();
  if (missing) return t.skip(missing, 'the policy of the HTTP port');
  const [alone, open] = [await t.namespace(), await t.namespace()];
  t.exactly(
    await stranger(alone, { onlyFromExposures: true }),
    'timeout',
    '',
    'the HTTP port for a stranger, open to the way in alone',
  );
  t.exactly(await stranger(open, {}), 'open', '', 'the HTTP port for a stranger, open to everybody');
});

const ARN = 'arn:aws:acm:eu-central-1:111122223333:certificate/4bf8d6a2';

/** Ways in of clouds that are not here: their kinds are known by CustomResourceDefinitions alone. */
const CLOUDS: { readonly [name: string]: IExposure } = {
  alb: Exposure.alb({ tls: Tls.certificateArn([ARN]), group: 'public', stickiness: Duration.hours(1) }),
  gke: Exposure.gke({ tls: Tls.managedCertificate(), stickiness: Duration.hours(1) }),
  nlb: Exposure.loadBalancer({ cloud: CloudLoadBalancer.aws(), tls: Tls.certificateArn([ARN]) }),
  'gke-nlb': Exposure.loadBalancer({ cloud: CloudLoadBalancer.gke({ internal: true }), tls: Tls.loadBalancer() }),
  local: Exposure.loadBalancer({
    externalTrafficPolicy: TrafficPolicy.LOCAL,
    healthCheckNodePort: 30917,
    sourceRanges: ['10.0.0.0/8'],
    allocateNodePorts: false,
    tls: Tls.loadBalancer(),
  }),
  'node-port': Exposure.nodePort({ externalTrafficPolicy: TrafficPolicy.LOCAL, tls: Tls.loadBalancer() }),
  haproxy: Exposure.haproxy({ tls: Tls.issuer('ours', { certificate: true, duration: Duration.hours(2) }) }),
  nginx: Exposure.nginx({ tls: Tls.secret('certificate'), defaultBackend: true }),
};

check.beside(
  'ways in of clouds are accepted by the API server and by their definitions, by strict dry run',
  async (t) => {
    const namespace = await t.namespace();
    for (const [name, exposure] of Object.entries(CLOUDS)) {
      const service = { clientIpAffinity: Duration.hours(1), internalTrafficPolicy: TrafficPolicy.LOCAL };
      const own = { exposures: [exposure], service };
      const yaml = render(namespace, (chart) => new PhoenixService(chart, name, web(undefined, own)));
      await expectAccepted(t, namespace, name, yaml);
    }
  },
);

// Last, and alone: how soon Traefik hears of a pod that goes is a time.
check('a rolling restart behind an Ingress loses no request, and no socket without a code', async (t) => {
  const missing = await withoutControllers();
  if (missing) return t.skip(missing, 'a rolling restart behind an Ingress');
  const namespace = await t.namespace();
  const host = await deploy(namespace, { replicas: 3 });
  const seen = await underLoad(namespace, SECONDS, () => restart(namespace), KINDS, await browser(host));
  t.atLeast(seen.keepalive.requests, 300, 'requests', 'requests over kept connections behind an Ingress');
  t.atLeast(seen.new.requests, 100, 'requests', 'requests over new connections behind an Ingress');
  t.atLeast(seen.slow.requests, 20, 'requests', 'slow requests behind an Ingress');
  t.exactly(failures(seen), 0, 'requests', 'requests that failed behind an Ingress');
  t.exactly(seen.ws.abnormal + seen.ws.failed, 0, 'sockets', 'sockets lost without a code behind an Ingress');
  t.exactly(
    Object.keys(seen.ws.closed).join(' '),
    '1012',
    '',
    'codes with which sockets were closed behind an Ingress',
  );
  if (failures(seen) + seen.ws.abnormal + seen.ws.failed) throw new Error(JSON.stringify(seen));
});
