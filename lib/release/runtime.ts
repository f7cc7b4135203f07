import { Size } from 'cdk8s';
import { POD_VARIABLES } from '../beam/node-name';
import { ARGUMENTS_PATH } from '../beam/vm-args';
import { kibibytes } from '../kubernetes/quantities';
import type { Contribution } from '../pod/contribution';
import { TMP_PATH } from '../pod/volumes';

/** Largest crash dump where nothing is said. */
export const CRASH_DUMP_SIZE = Size.mebibytes(192);

/** Size of the volume of crash dumps, for a dump that grows a little beyond its limit. */
export const CRASH_DUMP_ROOM = 1.25;

/** Folder of crash dumps. */
const CRASH_DUMPS_PATH = '/var/crash';

/** Facts of the pod that node names are made of, and the form of node names. They stand first in every environment. */
function podFacts(distribution: string): Contribution {
  const pod = Object.entries(POD_VARIABLES).map(([name, fieldPath]) => ({
    name,
    valueFrom: { fieldRef: { fieldPath } },
  }));
  return { by: 'the release', env: [...pod, { name: 'RELEASE_DISTRIBUTION', value: distribution }] };
}

/** Facts of a pod whose node has a long name. */
export const POD_FACTS = podFacts('name');

/** Facts of a pod whose VM is no node. */
export const POD_FACTS_WITHOUT_NODE = podFacts('none');

/** Variables that are the same in every release: files of the start script, and where a dump goes. */
const FILES = [
  { name: 'RELEASE_TMP', value: TMP_PATH },
  { name: 'RELEASE_VM_ARGS', value: `${ARGUMENTS_PATH}/vm.args` },
  { name: 'RELEASE_REMOTE_VM_ARGS', value: `${ARGUMENTS_PATH}/remote.vm.args` },
];
const LANG = [{ name: 'LANG', value: 'C.UTF-8' }];
const CRASH_DUMP = [
  { name: 'ERL_CRASH_DUMP', value: `${CRASH_DUMPS_PATH}/erl_crash.dump` },
  { name: 'ERL_CRASH_DUMP_SECONDS', value: '30' },
];
const MOUNTS = [
  { name: 'crash-dumps', mountPath: CRASH_DUMPS_PATH },
  { name: 'vm-args', mountPath: ARGUMENTS_PATH, readOnly: true },
];

/** Input of the runtime's contribution. */
export interface RuntimeProps {
  /** Name of the ConfigMap of vm.args and remote.vm.args. */
  readonly vmArgs: string;
  /** Largest crash dump. */
  readonly crashDumpSize?: Size;
  /** Whether somebody else sets a variable; `LANG` gives way to that. */
  readonly isSet: (variable: string) => boolean;
}

/**
 * Variables and files of the release's start script and of the VM: argument files, temporary files, locale, crash
 * dumps.
 *
 * Source: `mix help release`; https://www.erlang.org/doc/apps/erts/erl_cmd, `ERL_CRASH_DUMP`.
 */
export function runtimeContribution({ vmArgs, crashDumpSize = CRASH_DUMP_SIZE, isSet }: RuntimeProps): Contribution {
  const dump = kibibytes('crashDumpSize', crashDumpSize);
  return {
    by: 'the release',
    env: [
      ...FILES,
      ...(isSet('LANG') ? [] : LANG),
      ...CRASH_DUMP,
      { name: 'ERL_CRASH_DUMP_BYTES', value: String(dump * 1024) },
    ],
    volumes: [
      { name: 'crash-dumps', emptyDir: { sizeLimit: `${Math.ceil((dump * CRASH_DUMP_ROOM) / 1024)}Mi` } },
      { name: 'vm-args', configMap: { name: vmArgs } },
    ],
    mounts: MOUNTS,
  };
}
