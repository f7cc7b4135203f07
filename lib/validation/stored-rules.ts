import { type Dictionary, valueAt } from '../json/dictionary';
import { DATA_BYTES } from '../kubernetes/limits';
import { RBAC } from './field-forms';
import { subdomain } from './forms';
import { entriesOf, has, isFilled } from './read-json';
import type { Rules } from './rule';
import { type Faults, missing, wrong } from './server-fault';

/** Keys that a Secret of a type holds. */
const KEYS: { readonly [type: string]: readonly string[] } = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

/** Rules of ConfigMaps, Secrets, Roles and RoleBindings. */
export const STORED_RULES: Rules = {
  *ConfigMap({ data, binaryData }) {
    const bytes = sizeOf(data) + (sizeOf(binaryData) * 3) / 4;
    if (bytes > DATA_BYTES) yield wrong(['data'], data, '1 MiB', 'keep large files in the image');
    for (const [key] of entriesOf(binaryData)) {
      if (valueAt(data, key) !== undefined) yield wrong(['binaryData', key], {}, 'keys that data has not', 'rename it');
    }
  },
  *Secret(secret) {
    const { data, stringData, type, metadata } = secret;
    const bytes = sizeOf(stringData) + (sizeOf(data) * 3) / 4;
    if (bytes > DATA_BYTES) yield wrong(['data'], data, '1 MiB', 'keep large files elsewhere');
    const all = { ...Object.fromEntries(entriesOf(data)), ...Object.fromEntries(entriesOf(stringData)) };
    for (const key of KEYS[String(type)] ?? []) {
      if (!has(all, key)) yield missing(['data', key], `a value in a Secret of type ${type}`, 'give it');
    }
    if (String(type).startsWith('kubernetes.io/dockerc')) yield* dockerJson(secret, KEYS[String(type)][0]);
    if (type === 'kubernetes.io/ssh-auth' && !isFilled(all, 'ssh-privatekey')) {
      yield missing(['data', 'ssh-privatekey'], 'a key', 'give it');
    }
    if (type === 'kubernetes.io/basic-auth' && !has(all, 'username') && !has(all, 'password')) {
      yield missing(['data'], 'username or password', 'give one of them');
    }
    const account = valueAt(metadata, 'annotations', 'kubernetes.io/service-account.name');
    if (type === 'kubernetes.io/service-account-token' && !account) {
      yield missing(['metadata', 'annotations'], 'kubernetes.io/service-account.name', 'give it');
    }
  },
  *PolicyRule(rule) {
    if (isFilled(rule, 'nonResourceURLs')) {
      yield wrong(['nonResourceURLs'], rule.nonResourceURLs, 'rules of resources: a Role has a namespace', 'remove it');
    }
    for (const list of ['apiGroups', 'resources']) {
      if (!isFilled(rule, list)) yield missing([list], 'at least one', "for example ['']");
    }
  },
  *Subject({ kind, apiGroup = '', name, namespace }) {
    const wanted = kind === 'ServiceAccount' ? [''] : [RBAC, ''];
    if (!wanted.includes(String(apiGroup))) yield wrong(['apiGroup'], apiGroup, wanted[0] || 'no group', 'change it');
    if (kind !== 'ServiceAccount') return;
    if (!subdomain.accepts(name, 0)) yield wrong(['name'], name, subdomain.allowed, 'change it');
    if (namespace === undefined || namespace === '') {
      yield missing(['namespace'], 'the namespace of the ServiceAccount', 'give it');
    }
  },
};

function sizeOf(map: unknown): number {
  return entriesOf(map).reduce((all, [, value]) => all + Buffer.byteLength(String(value)), 0);
}

function* dockerJson({ data, stringData }: Dictionary, key: string): Faults {
  const coded = valueAt(data, key);
  const text = valueAt(stringData, key) ?? (typeof coded === 'string' ? Buffer.from(coded, 'base64').toString() : '{}');
  try {
    const json: unknown = JSON.parse(String(text));
    if (typeof json === 'object' && !Array.isArray(json)) return;
  } catch {
    // told below
  }
  yield missing(['data', key], 'an object in JSON', 'write the content of a config.json');
}
