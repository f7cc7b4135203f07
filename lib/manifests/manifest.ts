import { ApiObject, type JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { liveMetadata, render, renderText } from '../app/render';
import { within } from '../errors/refusal';
import type { Manifest } from '../kubernetes/api';
import { overridden } from './overrides';
import { TreeChecks } from './tree-checks';

/**
 * Makes the ApiObject of a manifest, the only place that does: a plain object of the API's own JSON goes in, and comes
 * out as it went in, with the override merged into it.
 */
export function manifest<T extends { metadata?: object }>(
  scope: Construct,
  id: string,
  object: T,
  override?: unknown,
): ApiObject {
  const whole =
    override === undefined ? object : within(scope.node.path, () => overridden(partOf(id), object, override));
  return new Door(scope, id, whole as unknown as Manifest);
}

/** Member that holds an object, from its id: `networkPolicy` from `network-policy`, `route` from `route-2`. */
function partOf(id: string): string {
  return id.replace(/-\d+$/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** ApiObject that knows the plain manifest it was made of, so that checks can read it without rendering it. */
export class Door extends ApiObject {
  private readonly manifest: Manifest;
  /** Whether only cdk8s can tell what comes out. */
  private opaque: boolean;

  constructor(scope: Construct, id: string, object: Manifest) {
    super(scope, id, object as never);
    const metadata = liveMetadata(this);
    this.manifest = { ...object, metadata: metadata ?? object.metadata };
    this.opaque = metadata === undefined;
    TreeChecks.of(this).add(this);
  }

  public override addJsonPatch(...operations: JsonPatch[]): void {
    super.addJsonPatch(...operations);
    this.opaque = true;
    TreeChecks.of(this).changed();
  }

  /** Manifest as cdk8s renders it, in one pass where it is plain. */
  public override toJson(): any {
    TreeChecks.of(this).rendering(this);
    return (this.opaque ? undefined : render(this.manifest, this)) ?? super.toJson();
  }

  /** What `toJson()` returns as YAML where keys are to be sorted; undefined where it is not surely plain. */
  public text(): string | undefined {
    return this.opaque ? undefined : renderText(this.manifest, this);
  }

  /** Manifest as it will be rendered; Lazy values in it are left as they are unless a patch was added. */
  public rendered(): Manifest {
    return this.opaque ? super.toJson() : this.manifest;
  }
}
