import type { Size } from 'cdk8s';
import { Refusal } from '../errors/refusal';
import { publicClass } from '../props/public-class';
import { checkLines } from './argument-lines';

/**
 * Options for `VmFlags.of`.
 */
export interface VmFlagsOptions {
  /**
   * Schedulers, all online: `+S n:n`. The VM does not follow the CPU quota everywhere (otp#7401), so it is said.
   *
   * @default - the CPU limit rounded up; without a CPU limit the VM decides, from the cores of the node
   */
  readonly schedulers?: number;

  /**
   * Whether idle schedulers spin before they sleep. In a container spinning is paid from the CPU quota and looks like
   * load to an autoscaler, so `+sbwt`, `+sbwtdcpu` and `+sbwtdio` are `none`.
   *
   * Source: https://www.erlang.org/doc/apps/erts/erl_cmd, `+sbwt`; EMQX, Livebook and Supabase Realtime do the same.
   *
   * @default false
   */
  readonly busyWait?: boolean;

  /**
   * Ports and sockets that the VM can have open, `+Q`. Without it the VM takes the limit of open files, which some
   * container runtimes set so high that the port table alone needs more than a gigabyte.
   *
   * @default 65536
   */
  readonly maxPorts?: number;

  /**
   * Processes that the VM can have, `+P`.
   *
   * @default - the VM's own: 1048576 from OTP 26 on, 262144 before
   */
  readonly maxProcesses?: number;

  /**
   * Largest heap of one process, `+hmax`: a process that outgrows it is killed, rather than the pod.
   *
   * @default - no limit
   */
  readonly maxHeapSize?: Size;

  /**
   * Data that may wait for one busy connection between nodes, `+zdbbl`.
   *
   * @default - the VM's own: 1 MiB
   */
  readonly distributionBufferLimit?: Size;

  /**
   * Any other lines of vm.args, one flag each: `['+hms 8000']`. They come last, and the last one wins.
   *
   * @default - none
   */
  readonly lines?: string[];

  /**
   * Lines for remote.vm.args, which `remote`, `rpc` and `stop` read.
   *
   * @default - none
   */
  readonly remoteLines?: string[];
}

/** Ports of a VM where nothing is said. */
const DEFAULT_PORTS = 65536;

/** Bytes of an entry of the tables of ports and of processes: measured, OTP 25, `+Q` and `+P` from 2^18 to 2^27. */
const TABLE_ENTRY_BYTES = 12;

/**
 * Flags of the Erlang VM, in the mounted vm.args. They replace the vm.args of the image whole: bring lines of your
 * own along with `lines`.
 */
export class VmFlags {
  /** Defaults: schedulers from the CPU limit, no busy wait, `+Q 65536`. */
  public static defaults(): VmFlags {
    return new VmFlags({});
  }

  /**
   * Defaults with these changes.
   *
   * @param options what differs
   * @throws where a number is out of the range that the VM takes, or a line is one that the library decides
   */
  public static of(options: VmFlagsOptions): VmFlags {
    checkWhole('schedulers', options.schedulers, 1, 1024);
    checkWhole('maxPorts', options.maxPorts, 1024, 134217727);
    checkWhole('maxProcesses', options.maxProcesses, 1024, 134217727);
    checkWhole('distributionBufferLimit', options.distributionBufferLimit?.toKibibytes(), 1, 2097151);
    checkWhole('maxHeapSize', options.maxHeapSize?.toKibibytes(), 1, 2 ** 40);
    checkLines('VmFlags.lines', options.lines ?? []);
    checkLines('VmFlags.remoteLines', options.remoteLines ?? [], false);
    return new VmFlags(options);
  }

  private constructor(private readonly options: VmFlagsOptions) {}

  /**
   * Refuses tables of ports and processes that leave no memory for anything else.
   *
   * @param limit the memory limit of the container, undefined without one
   * @internal
   */
  public _checkMemory(limit?: Size): void {
    const { maxPorts = DEFAULT_PORTS, maxProcesses = 0 } = this.options;
    const mebibytes = Math.ceil(((maxPorts + maxProcesses) * TABLE_ENTRY_BYTES) / 2 ** 20);
    if (limit === undefined || mebibytes < limit.toKibibytes() / 1024) return;
    const property = maxPorts >= maxProcesses ? 'maxPorts' : 'maxProcesses';
    throw new Refusal({
      property: `vmFlags.${property}`,
      value: this.options[property],
      why: `the VM allocates the tables at start, ${TABLE_ENTRY_BYTES} bytes an entry: ${mebibytes} MiB, with a memory limit of ${limit.toKibibytes() / 1024} MiB`,
      allowed: 'tables that fit into the memory limit',
      fix: `leave it out for the default, or raise resources.memory.limit`,
    });
  }

  /**
   * Lines of vm.args.
   *
   * @param cpuLimit the CPU limit of the container in cores, undefined without one
   * @internal
   */
  public _lines(cpuLimit?: number): string[] {
    const { options } = this;
    const schedulers = options.schedulers ?? (cpuLimit === undefined ? undefined : Math.max(1, Math.ceil(cpuLimit)));
    const kibibytes = (size: Size) => size.toKibibytes();
    return [
      ...(schedulers === undefined ? [] : [`+S ${schedulers}:${schedulers}`]),
      ...(options.busyWait ? [] : ['+sbwt none', '+sbwtdcpu none', '+sbwtdio none']),
      `+Q ${options.maxPorts ?? DEFAULT_PORTS}`,
      ...(options.maxProcesses === undefined ? [] : [`+P ${options.maxProcesses}`]),
      ...(options.maxHeapSize === undefined ? [] : [`+hmax ${kibibytes(options.maxHeapSize) * 128}`]),
      ...(options.distributionBufferLimit === undefined
        ? []
        : [`+zdbbl ${kibibytes(options.distributionBufferLimit)}`]),
      ...(options.lines ?? []),
    ];
  }

  /**
   * Whether idle schedulers wait busily.
   *
   * @internal
   */
  public get _busyWait(): boolean {
    return this.options.busyWait ?? false;
  }

  /**
   * Lines of vm.args that the user wrote.
   *
   * @internal
   */
  public get _ownLines(): readonly string[] {
    return this.options.lines ?? [];
  }

  /**
   * Lines of remote.vm.args.
   *
   * @internal
   */
  public _remoteLines(): string[] {
    return [...(this.options.remoteLines ?? [])];
  }
}

publicClass(VmFlags, 'VmFlags');

function checkWhole(property: string, value: number | undefined, from: number, to: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= from && value <= to)) return;
  throw new Refusal({
    property: `VmFlags.${property}`,
    value,
    allowed: `a whole number from ${from} to ${to}`,
    fix: 'choose one in that range, or leave it out for the default',
  });
}
