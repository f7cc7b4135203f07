import { isName, type NameRuleName } from '../kubernetes/names';
import type { Rendered } from './finding';
import type { Check } from './inventory';

/** Which rule the name of a kind follows; every other kind takes a DNS subdomain. */
const BY_KIND: { readonly [kind: string]: NameRuleName } = { Service: 'service', StatefulSet: 'statefulSet' };

/** Names as every supported Kubernetes takes them, after overrides and patches. */
export const names: Check = ({ all }) =>
  all.filter(isStrange).map((about) => ({
    about,
    property: 'metadata.name',
    value: about.manifest.metadata.name,
    why: `some supported Kubernetes refuses a ${about.manifest.kind} of this name`,
    allowed: 'lower-case letters, digits and `-`, within the length that the kind allows',
    fix: 'choose another `name`',
  }));

function isStrange({ own, manifest: { kind, metadata } }: Rendered): boolean {
  return own && !isName(BY_KIND[kind] ?? 'subdomain', metadata.name);
}
