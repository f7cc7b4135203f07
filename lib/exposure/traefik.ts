import { Refusal } from '../errors/refusal';
import type { Ingress, Manifest } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import type { ExposureTarget, IExposure } from './i-exposure';
import type { IngressOptions } from './ingress-options';
import { controllerPods, ingressWay, SECRETS } from './ingress-way';

/**
 * Options for `Exposure.traefik`. Sockets and answers last as long as they do: `respondingTimeouts.readTimeout`, a minute
 * unless the entry point says otherwise, is for reading a request with its body.
 *
 * Source: https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/
 */
export interface TraefikExposureOptions extends IngressOptions {
  /** Name of the IngressClass. @default 'traefik' */
  readonly className?: string;

  /** Name of the entry point for https, which is used with `tls`. @default 'websecure' */
  readonly secureEntryPoint?: string;

  /** Name of the entry point for plain requests. @default 'web' */
  readonly plainEntryPoint?: string;

  /**
   * Whether plain requests are sent to https (301, and 308 where the method is not GET), by an Ingress and a Middleware of their own; without `tls` they are
   * not. Set it to false where the entry point does so, and where Traefik does not read its own kinds.
   *
   * Source: https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/redirectscheme/
   *
   * @default true
   */
  readonly redirect?: boolean;

  /**
   * Namespace of Traefik's pods, as its Helm chart labels them.
   *
   * @default - not known
   */
  readonly controllerNamespace?: string;
}

const PREFIX = 'traefik.ingress.kubernetes.io';

/** Labels of the pods: https://github.com/traefik/traefik-helm-chart/blob/master/traefik/templates/_helpers.tpl. */
const LABELS = { 'app.kubernetes.io/name': 'traefik' };

/** Form of the name of an entry point, which is a key of Traefik's configuration. */
const ENTRY_POINT = /^[A-Za-z0-9][-A-Za-z0-9_]*$/;

/** Way in through an Ingress of Traefik. */
export function traefikExposure(options: TraefikExposureOptions): IExposure {
  const { className = 'traefik', secureEntryPoint = 'websecure', plainEntryPoint = 'web' } = options;
  const { redirect = true, tls, controllerNamespace } = options;
  checkName('subdomain', 'Exposure.traefik.className', className);
  checkEntryPoint('Exposure.traefik.secureEntryPoint', secureEntryPoint);
  checkEntryPoint('Exposure.traefik.plainEntryPoint', plainEntryPoint);
  return ingressWay(options, {
    method: 'Exposure.traefik',
    className,
    tlsPlaces: SECRETS,
    from: controllerPods(controllerNamespace, LABELS),
    annotations: () => ({
      [`${PREFIX}/router.entrypoints`]: tls ? secureEntryPoint : plainEntryPoint,
      ...(tls ? { [`${PREFIX}/router.tls`]: 'true' } : {}),
    }),
    ...(tls && redirect ? { further: (target, ingress) => redirectTo(target, ingress, plainEntryPoint) } : {}),
  });
}

/** Middleware that sends plain requests to https, and the Ingress that uses it. */
function redirectTo(target: ExposureTarget, { spec }: Ingress, entryPoint: string): Manifest[] {
  const { labels, namespace } = target;
  if (namespace === undefined) throw noNamespace();
  const name = `${target.name}-redirect`;
  const middleware = {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'Middleware',
    metadata: { name, labels: { ...labels } },
    spec: { redirectScheme: { scheme: 'https', permanent: true } },
  };
  const annotations = {
    [`${PREFIX}/router.entrypoints`]: entryPoint,
    [`${PREFIX}/router.middlewares`]: `${namespace}-${name}@kubernetescrd`,
  };
  const { tls, defaultBackend, ...plain } = spec ?? {};
  const ingress = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, labels: { ...labels }, annotations },
    spec: plain,
  };
  return [middleware, ingress];
}

function checkEntryPoint(property: string, name: string): void {
  if (ENTRY_POINT.test(name)) return;
  throw new Refusal({
    property,
    value: name,
    allowed: 'the name of one entry point: letters, digits, `-` and `_`',
    fix: "for example 'websecure'",
  });
}

function noNamespace(): Refusal {
  return new Refusal({
    property: 'namespace of the chart',
    value: undefined,
    why: 'an Ingress names the Middleware of its redirect with the namespace',
    allowed: 'a chart with a namespace',
    fix: "new Chart(app, 'chat', { namespace: 'chat' }); or redirect: false where the entry point does it",
  });
}
