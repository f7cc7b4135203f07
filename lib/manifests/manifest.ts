import type { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { PlainObject } from '../app';
import { isGiven } from './given';
import { OWN_OBJECT } from './own-object';
import { TreeChecks } from './tree-checks';

/**
 * ApiObject of a manifest in the API's own JSON. Every object of the library is made here, so that the rules of the tree
 * know all of them.
 */
export function manifest(scope: Construct, id: string, object: object): ApiObject {
  return new CheckedObject(scope, id, object as never);
}

/**
 * ApiObject of a manifest that is in no namespace: cdk8s gives each object that of its chart, which the API server takes of these
 * kinds for an error.
 */
export function clusterManifest(scope: Construct, id: string, object: object): ApiObject {
  const made = manifest(scope, id, object);
  (made.metadata as { namespace?: string }).namespace = undefined;
  return made;
}

/** PlainObject that the rules of its tree read. */
class CheckedObject extends PlainObject {
  constructor(scope: Construct, id: string, object: never) {
    super(scope, id, object);
    TreeChecks.of(this).add(this, isGiven(object));
  }

  public override addJsonPatch(...operations: JsonPatch[]): void {
    super.addJsonPatch(...operations);
    TreeChecks.of(this).patched();
  }

  public override toJson(): any {
    TreeChecks.of(this).rendering(this);
    return super.toJson();
  }
}

Object.defineProperty(CheckedObject.prototype, OWN_OBJECT, { value: true });
// A FastApp may write its text: what toJson() adds tells a second synth of the stock App.
Object.defineProperty(CheckedObject.prototype, Symbol.for('cdk8s-elixir.PlainObject'), {
  value: CheckedObject.prototype.toJson,
});
