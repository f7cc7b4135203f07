import { Size } from 'cdk8s';
import type { ContainerResources, Cpu } from 'cdk8s-plus-27';
import { Refusal } from '../errors/refusal';
import { cpuQuantity, kibibytes, quantity } from '../kubernetes/quantities';
import { publicClass } from '../props/public-class';

/** Requests and limits as the API takes them. */
export interface ResourceList {
  readonly requests: { readonly [resource: string]: string };
  readonly limits: { readonly [resource: string]: string };
}

/** Limit of the disk where nothing is said. */
export const DISK_LIMIT = Size.gibibytes(1);

/** Limits that are given, as the VM's settings and the pod's folders are compared with them. */
export interface Limits {
  readonly cores?: number;
  readonly memory?: Size;
  readonly disk?: Size;
}

/** Most schedulers of a VM, one for each core of the limit: https://www.erlang.org/doc/apps/erts/erl_cmd, `+S`. */
const MOST_CORES = 1024;

/** Memory in MiB that an idle release without Phoenix takes; with it, about 122: measured with OTP 25 and `+Q 65536`. */
const LEAST_MEMORY = 40;

/**
 * CPU, memory and disk of one container of a release.
 *
 * Memory is requested as it is limited, so that a node never takes it back. An idle Phoenix release takes about 122
 * MiB.
 */
export class Resources {
  /** Quarter of a core requested and one at most, 512 MiB of memory, 1 GiB of disk: one scheduler. */
  public static small(): Resources {
    return Resources.preset('small', '250m', '1', 512);
  }

  /** One core requested and two at most, 1 GiB of memory, 1 GiB of disk: two schedulers. */
  public static medium(): Resources {
    return Resources.preset('medium', '1', '2', 1024);
  }

  /** Two cores requested and four at most, 2 GiB of memory, 1 GiB of disk: four schedulers. */
  public static large(): Resources {
    return Resources.preset('large', '2', '4', 2048);
  }

  /**
   * Any other, in cdk8s-plus-27's words. Memory needs a limit, or the release `Waiver.noMemoryLimit`; where memory or
   * disk is not requested, the limit is; what is not given of the disk is that of
   * `small`, or what /tmp, crash dumps and `scratch` may take, if that is more. Without a CPU limit give
   * `VmFlags.of({ schedulers })`, or the VM starts a scheduler for every core of the node.
   *
   * @example
   *
   *   Resources.of({ cpu: { request: Cpu.millis(500) }, memory: { limit: Size.mebibytes(768) } })
   *
   * @param resources cpu, memory and ephemeralStorage
   * @throws where a request is above its limit, or an amount is none
   */
  public static of(resources: ContainerResources): Resources {
    const memory = resources.memory?.limit;
    const disk = resources.ephemeralStorage;
    const diskLimit = disk?.limit ?? DISK_LIMIT;
    const diskRequest = disk?.request ?? (disk?.limit ? diskLimit : Size.mebibytes(512));
    const cpuLimit = cores(resources.cpu?.limit);
    const cpuRequest = cores(resources.cpu?.request);
    checkOrder('resources.cpu', cpuRequest, cpuLimit);
    const memoryRequest = resources.memory?.request ?? memory;
    if (memory) checkMemory(memory);
    if (memory && memoryRequest) checkSizes('memory', memoryRequest, memory);
    checkSizes('ephemeralStorage', diskRequest, diskLimit);
    const requests = {
      ...optional('cpu', cpuRequest ?? cpuLimit, cpuQuantity),
      ...optional('memory', memoryRequest, (size) => quantity('resources.memory.request', size)),
      'ephemeral-storage': quantity('resources.ephemeralStorage.request', diskRequest),
    };
    const limits = {
      ...optional('cpu', cpuLimit, cpuQuantity),
      ...optional('memory', memory, (size) => quantity('resources.memory.limit', size)),
      'ephemeral-storage': quantity('resources.ephemeralStorage.limit', diskLimit),
    };
    return new Resources({ requests, limits }, { cores: cpuLimit, memory, disk: disk?.limit });
  }

  private static readonly presets = new Map<string, Resources>();

  /** One value for all releases that take it: it never changes. */
  private static preset(name: string, request: string, limit: string, mebibytes: number): Resources {
    const made = Resources.presets.get(name);
    if (made !== undefined) return made;
    const cpu = { request: { amount: request } as Cpu, limit: { amount: limit } as Cpu };
    const preset = Resources.of({ cpu, memory: { limit: Size.mebibytes(mebibytes) } });
    Resources.presets.set(name, preset);
    return preset;
  }

  private constructor(
    /** @internal */
    public readonly _list: ResourceList,
    /** @internal */
    public readonly _limits: Limits,
  ) {}
}

publicClass(Resources, 'Resources');

/** Cores of a CPU quantity: `500m`, `2`, `1.5`. */
export function cores(cpu: Cpu | undefined): number | undefined {
  if (cpu === undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)(m?)$/.exec(String(cpu.amount));
  const value = match ? Number(match[1]) / (match[2] ? 1000 : 1) : 0;
  if (value > 0 && value <= MOST_CORES) return value;
  throw new Refusal({
    property: 'resources.cpu',
    value: cpu.amount,
    allowed: `more than zero cores, and at most ${MOST_CORES}: the VM has a scheduler for each`,
    fix: 'for example Cpu.millis(500) or Cpu.units(1)',
  });
}

function checkMemory(limit: Size): void {
  const mebibytes = kibibytes('resources.memory.limit', limit) / 1024;
  if (mebibytes >= LEAST_MEMORY) return;
  throw new Refusal({
    property: 'resources.memory.limit',
    value: quantity('resources.memory.limit', limit),
    why: `an idle release takes ${LEAST_MEMORY} MiB, with Phoenix about 122: the kernel would kill it while it boots`,
    allowed: `${LEAST_MEMORY} MiB or more`,
    fix: 'for example Size.mebibytes(512)',
  });
}

function checkOrder(property: string, request: number | undefined, limit: number | undefined): void {
  if (request === undefined || limit === undefined || request <= limit) return;
  throw aboveLimit(property, request, limit);
}

function aboveLimit(property: string, request: string | number, limit: string | number): Refusal {
  return new Refusal({
    property: `${property}.request`,
    value: `${request}, with a limit of ${limit}`,
    why: 'the API server refuses a request above its limit',
    allowed: 'more than zero and at most the limit',
    fix: 'lower the request, or raise the limit',
  });
}

function checkSizes(resource: string, request: Size, limit: Size): void {
  const property = `resources.${resource}`;
  if (kibibytes(`${property}.request`, request) <= kibibytes(`${property}.limit`, limit)) return;
  throw aboveLimit(property, quantity(property, request), quantity(property, limit));
}

function optional<T>(
  key: string,
  value: T | undefined,
  text: (value: T) => string,
): { readonly [key: string]: string } {
  return value === undefined ? {} : { [key]: text(value) };
}
