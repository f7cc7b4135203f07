import { Refusal } from '../errors/refusal';
import { type AcceptedRisks, accepts } from '../risks/accepted-risks';
import type { ResourceList, Resources } from './resources';

/**
 * Resources of a release's container.
 *
 * @throws where memory has no limit and nobody accepts that
 */
export function checkResources({ _list }: Resources, risks: AcceptedRisks): ResourceList {
  if (_list.limits.memory !== undefined || accepts(risks, 'no-memory-limit')) return _list;
  throw new Refusal({
    property: 'resources.memory.limit',
    value: undefined,
    why: 'the BEAM takes what it can get: without a limit one pod can make the node kill others',
    allowed: 'a size, 128 MiB or more for a Phoenix release',
    fix: "memory: { limit: Size.mebibytes(512) }; or accept it: allow: [Waiver.noMemoryLimit('why')]",
  });
}
