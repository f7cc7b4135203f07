import { type Answer, api } from './api';

/** Where the API server has the objects of a kind. */
interface Kind {
  readonly path: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

const known = new Map<string, Promise<Map<string, Kind>>>();

/** The kinds of an API version, as the cluster has them. */
function kindsOf(apiVersion: string): Promise<Map<string, Kind>> {
  const path = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const found = known.get(apiVersion) ?? discover(path);
  known.set(apiVersion, found);
  return found;
}

async function discover(path: string): Promise<Map<string, Kind>> {
  const { status, body } = await api('GET', path);
  const resources = status === 200 ? body.resources : [];
  return new Map(
    resources
      .filter(({ name }: any) => !name.includes('/'))
      .map(({ kind, name, namespaced }: any) => [kind, { path, plural: name, namespaced }]),
  );
}

/** Whether the cluster has the kind of this object. */
export async function isKnown({ apiVersion, kind }: any): Promise<boolean> {
  return (await kindsOf(apiVersion)).has(kind);
}

/** What the API server says to an object, strictly, without keeping it. */
export async function dryRun(namespace: string, object: any): Promise<Answer> {
  const kind = (await kindsOf(object.apiVersion)).get(object.kind);
  if (kind === undefined) throw new Error(`this cluster has no ${object.apiVersion} ${object.kind}`);
  const query = 'dryRun=All&fieldValidation=Strict';
  if (!kind.namespaced) return api('POST', `${kind.path}/${kind.plural}?${query}`, object);
  const moved = { ...object, metadata: { ...object.metadata, namespace } };
  return api('POST', `${kind.path}/namespaces/${namespace}/${kind.plural}?${query}`, moved);
}

/** What the API server has against an object; where only its network lacks IPv6, against the same without. */
export async function objection(namespace: string, object: any): Promise<string | undefined> {
  let answer = await dryRun(namespace, object);
  if (lacksIpv6(answer)) {
    const { ipFamilies, ipFamilyPolicy, ...spec } = object.spec;
    answer = await dryRun(namespace, { ...object, spec });
  }
  if (answer.status === 409 && object.kind === 'Namespace') return undefined; // it is valid, and there already
  if (answer.status >= 300) return `${object.kind}: ${answer.body.message}`;
  if (!answer.warning || isOfGke(object, answer.warning)) return undefined;
  return `${object.kind}: ${answer.warning}`;
}

/** Whether it is the warning of the annotation that GKE alone reads: it has no IngressClass. */
function isOfGke({ kind, metadata }: any, warning: string): boolean {
  const named = metadata.annotations?.['kubernetes.io/ingress.class'];
  return kind === 'Ingress' && /^gce/.test(named ?? '') && /ingress\.class\\?" is deprecated/.test(warning);
}

/** The one thing that a cluster without IPv6 says against a Service. */
export function lacksIpv6({ status, body }: Answer): boolean {
  return (
    status === 422 &&
    /spec\.ipFamilies\[0\]: Invalid value: "?IPv6"?: not configured on this cluster$/.test(body.message)
  );
}
