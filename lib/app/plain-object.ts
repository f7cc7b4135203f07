import { ApiObject, type ApiObjectProps, type JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Manifest, metadataOf, render, renderText } from './render';

/**
 * Key of a PlainObject's own `toJson()`. A process may load this module more than once, as the library and by its
 * subpath: an object is recognised by the key, whichever copy made it, and an overridden `toJson()` by its value.
 */
const PLAIN_OBJECT = Symbol.for('cdk8s-elixir.PlainObject');

/**
 * ApiObject made of a plain manifest. It renders what an ApiObject renders, in one pass instead of three; Lazy values,
 * patches, custom resolvers and objects with a class are left to cdk8s.
 *
 * @example
 *
 *   new PlainObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', data: { POOL_SIZE: '10' } });
 */
export class PlainObject extends ApiObject {
  /**
   * Whether a value is a PlainObject, of this copy of the package or of another one.
   *
   * @param value any value
   */
  public static isPlainObject(value: any): value is PlainObject {
    return typeof value === 'object' && value !== null && PLAIN_OBJECT in value;
  }

  /**
   * Whether a value is a PlainObject whose `text()` stands for its `toJson()`: a subclass may override the latter.
   *
   * @internal
   */
  public static _rendersText(value: ApiObject): value is PlainObject {
    return value.toJson === (value as { [PLAIN_OBJECT]?: unknown })[PLAIN_OBJECT];
  }

  private readonly source: Manifest;
  private patched = false;
  /** Whether the manifest was seen to be plain: it renders as it stands. */
  private plain = false;

  /**
   * @param scope the construct that holds the object
   * @param id name of the object among the constructs of its scope
   * @param props the manifest, as the API's own JSON
   */
  constructor(scope: Construct, id: string, props: ApiObjectProps) {
    super(scope, id, props);
    this.source = props as Manifest;
  }

  /**
   * Applies JSON patches to the rendered manifest; from then on cdk8s renders it.
   *
   * @param ops the operations, in the order in which they are applied
   */
  public override addJsonPatch(...ops: JsonPatch[]): void {
    super.addJsonPatch(...ops);
    this.patched = true;
  }

  /**
   * The manifest as cdk8s renders it.
   */
  public override toJson(): any {
    return (this.patched ? undefined : render(this.source, this)) ?? super.toJson();
  }

  /**
   * The YAML document of what `toJson()` returns, with sorted keys.
   *
   * @returns undefined where only cdk8s can tell: the manifest is not plain, or a patch was added
   */
  public text(): string | undefined {
    const text = this.patched ? undefined : renderText(this.source, this);
    this.plain = text !== undefined;
    return text;
  }

  /**
   * What `toJson()` returns, for who only reads it: where `text()` wrote it, the manifest as given is no other.
   *
   * @internal
   */
  public _read(): any {
    return this.plain ? this.rendered() : this.toJson();
  }

  /**
   * The manifest as given, with the object's name, namespace, labels and annotations; Lazy values in it are left as
   * they are. With a patch it is what `toJson()` returns.
   */
  public rendered(): any {
    const metadata = this.patched ? undefined : metadataOf(this);
    return metadata === undefined ? this.toJson() : { ...this.source, metadata };
  }
}

Object.defineProperty(PlainObject.prototype, PLAIN_OBJECT, { value: PlainObject.prototype.toJson });
