import { givesTlsOptions, isTls, optionsFileOf, protocolOf } from '../beam/protocol-flags';
import { readFiles } from '../inventory/argument-files';
import type { PodContainer } from '../inventory/container';
import type { Inventory } from '../inventory/inventory';
import { type MountedFile, mountedFile } from '../inventory/mounted-file';
import type { Subject } from '../inventory/subject';
import type { Workload } from '../inventory/workload';
import { orElsewhere } from './elsewhere';
import type { Finding, Report, Rule } from './rule';

/** Node that is told to talk TLS and lacks a file for it, or lets in nodes without a certificate. */
export const distributionTls: Rule = {
  id: 'beam/distribution-tls',
  severity: 'error',
  risk: 'settings-elsewhere',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const workload of inventory.workloads) {
      const { release } = workload;
      if (release === undefined) continue;
      for (const { configMap, text, remoteText } of readFiles(workload, inventory)) {
        const given = { workload, release, configMap, inventory, report };
        if (inFile(given, 'vm.args', text)) inFile(given, 'remote.vm.args', remoteText);
      }
    }
  },
};

/** Workload of which a file is looked at. */
interface Given {
  readonly workload: Workload;
  readonly release: PodContainer;
  readonly configMap: Subject;
  readonly inventory: Inventory;
  readonly report: Report;
}

/** Whether an argument file has all that it names. */
function inFile(given: Given, name: string, text: string | undefined): boolean {
  if (text === undefined || !isTls(protocolOf(text))) return true;
  const { workload, release, configMap, inventory, report } = given;
  const found = { about: configMap, involved: [workload] };
  const path = optionsFileOf(text);
  if (path === undefined) {
    if (!givesTlsOptions(text)) report({ ...found, ...WITHOUT_OPTIONS, property: name });
    return true;
  }
  const file = mountedFile(workload, release, path, inventory);
  if (file === undefined || !file.there) {
    report({ ...found, ...missing(path, file), property: `${name}, -ssl_dist_optfile` });
    return false;
  }
  if (file.text === undefined) return true;
  return inOptions(given, path, file.text);
}

/** Whether an option file asks for certificates, and names files that are there. */
function inOptions({ workload, release, configMap, inventory, report }: Given, path: string, text: string): boolean {
  const found = { about: configMap, involved: [workload], property: path };
  const terms = text.replace(/%.*/g, '');
  if (!/\bfail_if_no_peer_cert\s*,\s*true\b/.test(terms) || !/\bverify\s*,\s*verify_peer\b/.test(terms)) {
    report({ ...found, ...WITHOUT_PEERS });
    return false;
  }
  for (const [, option, named] of terms.matchAll(/\b(certfile|keyfile|cacertfile)\s*,\s*"([^"]+)"/g)) {
    const file = mountedFile(workload, release, named, inventory);
    if (file?.there) continue;
    report({ ...found, ...missing(named, file), property: `${path}, ${option}` });
    return false;
  }
  return true;
}

const KEEP = 'remove the override of `vmArgs`, of the volume or of the mount';

const WITHOUT_OPTIONS: Omit<Finding, 'about' | 'property'> = {
  value: '-proto_dist inet_tls without -ssl_dist_optfile',
  why: 'the node has no certificate, and every connection of it fails',
  allowed: '-ssl_dist_optfile FILE beside it',
  fix: orElsewhere('remove the override of `vmArgs`', 'add the line to both files'),
};

const WITHOUT_PEERS: Omit<Finding, 'about' | 'property'> = {
  value: 'without {verify, verify_peer} or {fail_if_no_peer_cert, true}',
  why: 'a node without a certificate of the authority is let in: with the cookie it runs any code in the node',
  allowed: '{verify, verify_peer} and, for the server, {fail_if_no_peer_cert, true}',
  fix: orElsewhere('remove the override of `vmArgs`', 'add the options'),
};

function missing(path: string, file: MountedFile | undefined) {
  return {
    value: path,
    why: file
      ? `the volume "${file.volume}" that is mounted there holds no such file: the node talks to no other`
      : 'no volume is mounted there: unless the image has the file, the node talks to no other',
    allowed: 'a file of a volume that the container mounts',
    fix: orElsewhere(KEEP, 'mount a volume that holds it'),
  };
}
