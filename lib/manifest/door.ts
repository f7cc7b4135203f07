import { ApiObject, type JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { Checks } from '../checks/checks';
import type { Manifest } from '../kubernetes/api';
import { merge } from './merge';

/**
 * The one door through which every manifest leaves the library: a plain object of the API's own JSON goes in, and comes
 * out as it went in, with the override merged into it.
 */
export function manifest<T extends { metadata?: object }>(
  scope: Construct,
  id: string,
  object: T,
  override?: unknown,
): ApiObject {
  const whole = override === undefined ? object : merge(object, override);
  return new Door(scope, id, whole as unknown as Manifest);
}

/** An ApiObject that knows the plain manifest it was made of, so that checks can read it without rendering it. */
export class Door extends ApiObject {
  private patched = false;

  constructor(
    scope: Construct,
    id: string,
    private readonly object: Manifest,
  ) {
    super(scope, id, object as never);
    Checks.of(this).add(this);
  }

  public override addJsonPatch(...operations: JsonPatch[]): void {
    super.addJsonPatch(...operations);
    this.patched = true;
    Checks.of(this).changed();
  }

  /** The manifest as it will be rendered; Lazy values in it are left as they are unless a patch was added. */
  public rendered(): Manifest {
    return this.patched ? this.toJson() : { ...this.object, metadata: this.metadata.toJson() };
  }
}
