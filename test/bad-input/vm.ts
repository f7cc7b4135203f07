import { Distribution, KubernetesTarget, VmFlags } from 'cdk8s-elixir';
import { newChart } from '../support/subjects';
import { type BadInput, MARKED } from './bad-input';

function line(name: string, text: string, fix: string): BadInput {
  return {
    name: `a line of vm.args ${name}`,
    build: () => VmFlags.of({ lines: ['+hms 8000', text] }),
    expects: { property: 'VmFlags.lines[1]', value: JSON.stringify(text), allowed: '', fix },
  };
}

/** Distribution, argument files, the target. */
export const VM: readonly BadInput[] = [
  {
    name: 'a distribution port below 1024',
    build: () => Distribution.singlePort({ port: 80 }),
    expects: { property: 'Distribution.singlePort.port', value: '80', allowed: 'from 1024 to 65535', fix: '4370' },
  },
  {
    name: "epmd's port as the distribution's",
    build: () => Distribution.singlePort({ port: 4369 }),
    expects: { property: 'Distribution.singlePort.port', value: '4369', allowed: "other than epmd's", fix: '4370' },
  },
  {
    name: 'a port range without room for remote shells',
    build: () => Distribution.epmd({ firstPort: 9100, lastPort: 9101 }),
    expects: { property: 'Distribution.epmd', value: '9100 to 9101', allowed: '3 to 64 ports', fix: 'lastPort: 9105' },
  },
  {
    name: "a port range that holds epmd's port",
    build: () => Distribution.epmd({ firstPort: 4360, lastPort: 4380 }),
    expects: { property: 'Distribution.epmd', value: '4360 to 4380', allowed: 'without 4369', fix: 'firstPort: 9100' },
  },
  line('that names the node', '-name chat@10.0.0.1', 'set `nodeBasename`'),
  line('with epmd switched off by hand', '-start_epmd false', 'choose with `distribution`'),
  line(
    'with ports of the distribution',
    '-kernel logger_level debug inet_dist_listen_min 9000',
    'choose with `distribution`',
  ),
  line('that hides a second flag', '+P 5000 -sname chat', 'set `nodeBasename`'),
  line('with heart', '-heart', 'remove it'),
  line('that hides the node', '-hidden', 'Waiver.settingsElsewhere'),
  line('that leaves global apart', '-connect_all false', 'Waiver.settingsElsewhere'),
  line('that leaves global apart for kernel', '-kernel connect_all false', 'remove it'),
  line('that never dials', '-kernel dist_auto_connect never', 'remove it'),
  line('that ends the flags', '-extra start', '`args`'),
  line('that ends the values of a flag', '-kernel -- logger_level debug', 'remove it'),
  line('that is no flag', 'hms 8000', 'write one flag'),
  line('that is two lines', '+hms 8000\n+P 5000', 'write one flag'),
  {
    name: 'a cookie in vm.args',
    build: () => VmFlags.of({ lines: [`-setcookie ${MARKED}`] }),
    expects: {
      property: 'VmFlags.lines[0]',
      value: '-setcookie …',
      hidden: MARKED,
      allowed: 'flags that the library',
      fix: '`cookie`',
    },
  },
  {
    name: 'a port of the distribution in remote.vm.args',
    build: () => VmFlags.of({ remoteLines: ['-dist_listen true'] }),
    expects: {
      property: 'VmFlags.remoteLines[0]',
      value: '"-dist_listen true"',
      allowed: 'does not decide',
      fix: 'choose with `distribution`',
    },
  },
  {
    name: 'no scheduler',
    build: () => VmFlags.of({ schedulers: 0 }),
    expects: { property: 'VmFlags.schedulers', value: '0', allowed: 'from 1 to 1024', fix: 'leave it out' },
  },
  {
    name: 'half a scheduler',
    build: () => VmFlags.of({ schedulers: 1.5 }),
    expects: { property: 'VmFlags.schedulers', value: '1.5', allowed: 'a whole number', fix: 'leave it out' },
  },
  {
    name: 'a port table that the VM does not take',
    build: () => VmFlags.of({ maxPorts: 2 ** 27 }),
    expects: {
      property: 'VmFlags.maxPorts',
      value: '134217728',
      allowed: 'from 1024 to 134217727',
      fix: 'leave it out',
    },
  },
  {
    name: 'a Kubernetes that is too old',
    build: () => KubernetesTarget.set(newChart(), { version: '1.26' }),
    expects: { property: 'KubernetesTarget.version', value: '"1.26"', allowed: 'from 1.27 on', fix: '"1.30"' },
  },
  {
    name: 'a version that is none',
    build: () => KubernetesTarget.set(newChart(), { version: 'latest' }),
    expects: { property: 'KubernetesTarget.version', value: '"latest"', allowed: 'from 1.27 on', fix: '"1.30"' },
  },
  {
    name: 'a cluster domain with a trailing dot',
    build: () => KubernetesTarget.set(newChart(), { clusterDomain: 'cluster.local.' }),
    expects: {
      property: 'KubernetesTarget.clusterDomain',
      value: '"cluster.local."',
      allowed: 'without a leading or trailing dot',
      fix: '"cluster.local"',
    },
  },
];
