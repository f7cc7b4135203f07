import type { Mutation } from '../mutations';

const IDENTITY = 'test/identity.test.ts';
const CONFIG = 'test/config/config-bundle.test.ts';
const BAD_INPUT = 'test/bad-input.test.ts';

/** Secrets, checks, overrides, the App. */
export const PARTS: readonly Mutation[] = [
  {
    what: 'a literal cookie is taken',
    file: 'lib/secrets/existing-secret.ts',
    search: 'if (SecretKey._isSecretKey(value)) return value;',
    replace:
      "if (SecretKey._isSecretKey(value)) return value;\n    if (typeof value === 'string') return new SecretKey('literal', value);",
    caughtBy: ['test/secrets/no-leak.test.ts', 'is refused, and not shown'],
  },
  {
    what: 'a refusal shows the literal secret',
    file: 'lib/risks/literals.ts',
    search: 'throw new Refusal(literalSecret(property, name));',
    replace: 'throw new Refusal({ ...literalSecret(property, name), value });',
    caughtBy: ['test/secrets/no-leak.test.ts', 'is refused, and not shown'],
  },
  {
    what: 'selectors with a hash of the path',
    file: 'lib/kubernetes/labels.ts',
    search: 'return { [NAME_LABEL]: name };',
    replace: 'return { [NAME_LABEL]: name, hash: `c8${new Error().stack?.length}` };',
    caughtBy: [IDENTITY, 'names, selectors, serviceName, ports and label keys'],
  },
  {
    what: 'a ConfigMap keeps its name when its content changes',
    file: 'lib/manifests/immutable-config-map.ts',
    search: 'return shortHash(JSON.stringify(sorted));',
    replace: 'return shortHash(JSON.stringify(sorted.length));',
    caughtBy: [CONFIG, 'whose name follows the content and not the order'],
  },
  {
    what: 'a ConfigMap can be changed in place',
    file: 'lib/manifests/immutable-config-map.ts',
    search: 'immutable: true,',
    replace: '',
    caughtBy: [CONFIG, 'values become an immutable ConfigMap'],
  },
  {
    what: 'the checks do not see two objects of one name',
    file: 'lib/inventory/inventory.ts',
    search: 'if (other) this.sameName.add(other).add(one);',
    replace: '',
    caughtBy: [BAD_INPUT, 'refuses two releases of one name in one namespace'],
  },
  {
    what: 'the checks do not look at Services that select members',
    file: 'lib/checks/distribution-service.ts',
    search: 'of member.services.filter(isOpen)',
    replace: 'of member.policies.filter(isOpen)',
    caughtBy: [BAD_INPUT, 'refuses a distribution port on the Service of a PhoenixService'],
  },
  {
    what: 'the checks take any NetworkPolicy for one of members only',
    file: 'lib/checks/distribution-policy.ts',
    search: 'if (isFromMembers(rule, member) || !admits(rule, distribution)) continue;',
    replace: 'continue;',
    caughtBy: [BAD_INPUT, 'refuses a NetworkPolicy that admits everybody to the distribution'],
  },
  {
    what: "the checks do not read somebody else's NetworkPolicies",
    file: 'lib/manifests/tree-checks.ts',
    search: "['Service', 'NetworkPolicy', 'Ingress', ...ROUTES]",
    replace: "['Service', 'Ingress', ...ROUTES]",
    caughtBy: [BAD_INPUT, "refuses somebody else's NetworkPolicy that admits the whole namespace"],
  },
  {
    what: 'the checks see only the first port of a range',
    file: 'lib/checks/distribution-policy.ts',
    search: 'range.first <= last && first <= range.last',
    replace: 'range.first === first',
    caughtBy: [BAD_INPUT, "refuses somebody else's NetworkPolicy with a range that holds the distribution"],
  },
  {
    what: 'the checks take a NetworkPolicy for egress for one that isolates',
    file: 'lib/inventory/isolation.ts',
    search: 'return policyTypes.includes(direction);',
    replace: 'return true;',
    caughtBy: [BAD_INPUT, 'refuses a NetworkPolicy of ours that isolates nothing'],
  },
  {
    what: 'a selector chooses pods by one of its labels',
    file: 'lib/inventory/selectors.ts',
    search: 'Object.keys(labels).every((key)',
    replace: 'Object.keys(labels).some((key)',
    caughtBy: ['test/checks/checks.test.ts', 'a Service that shares a label with members and selects other pods'],
  },
  {
    what: 'a cluster takes members of another namespace',
    file: 'lib/manifests/place.ts',
    search: 'if (namespace === other) return;',
    replace: 'return;',
    caughtBy: [BAD_INPUT, 'refuses a member in another namespace'],
  },
  {
    what: 'words that YAML 1.1 reads as something else are not quoted',
    file: 'lib/app/yaml/scalar.ts',
    search: 'PLAIN.test(value) && !NO_STRING.test(value)',
    replace: 'PLAIN.test(value)',
    caughtBy: ['test/app/yaml/document.test.ts', 'for the text'],
  },
  {
    what: 'files are written in their place at once',
    file: 'lib/app/output.ts',
    search: 'const from = `${to}.${pid}.${written.length}.tmp`;',
    replace: 'const from = to;',
    caughtBy: ['test/app/writes.test.ts', 'a synth that fails leaves every file as it was'],
  },
  {
    what: 'an override may put a value where a list stands',
    file: 'lib/manifests/overrides.ts',
    search: 'checkShape(property, object, json, KUBERNETES, type);',
    replace: '',
    caughtBy: ['test/manifests/overrides.test.ts', 'an override of another shape is refused'],
  },
];
