import type { Check } from '../inventory/inventory';
import { isName, type NameRuleName } from '../kubernetes/names';
import type { Rendered, Report } from './finding';

/** Which rule the name of a kind follows; every other kind takes a DNS subdomain. */
const BY_KIND: { readonly [kind: string]: NameRuleName } = { Service: 'service', StatefulSet: 'statefulSet' };

/** Names as every supported Kubernetes takes them, after overrides and patches. */
export const names: Check = ({ all }, report) => {
  for (const about of all) if (about.own) checkName(about, report);
};

function checkName(about: Rendered, report: Report): void {
  const { kind, metadata } = about.manifest;
  if (isName(BY_KIND[kind] ?? 'subdomain', metadata.name)) return;
  report({
    about,
    property: 'metadata.name',
    value: metadata.name,
    why: `some supported Kubernetes refuses a ${kind} of this name`,
    allowed: 'lower-case letters, digits and `-`, within the length that the kind allows',
    fix: 'choose another `name`',
  });
}
