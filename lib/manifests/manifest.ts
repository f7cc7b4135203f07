import type { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { PlainObject } from '../app/plain-object';
import { within } from '../errors/refusal';
import { overridden } from './overrides';
import { TreeChecks } from './tree-checks';

/**
 * ApiObject of a manifest in the API's own JSON, with the override merged into it. Every object of the library is made
 * here, so that the checks of the tree know all of them.
 */
export function manifest<T extends { metadata?: object }>(
  scope: Construct,
  id: string,
  object: T,
  override?: unknown,
): ApiObject {
  const whole =
    override === undefined ? object : within(scope.node.path, () => overridden(partOf(id), object, override));
  return new CheckedObject(scope, id, whole as never);
}

/** The member that holds an object, from its id: `networkPolicy` from `network-policy`, `route` from `route-2`. */
function partOf(id: string): string {
  return id.replace(/-\d+$/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** PlainObject that the checks of its tree read. */
class CheckedObject extends PlainObject {
  constructor(scope: Construct, id: string, object: never) {
    super(scope, id, object);
    TreeChecks.of(this).add(this);
  }

  public override addJsonPatch(...operations: JsonPatch[]): void {
    super.addJsonPatch(...operations);
    TreeChecks.of(this).changed();
  }
}
