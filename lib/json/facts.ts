/** Way in which the items of a list are told apart when a list is merged into another. */
export type ListRule =
  /** Items are added; an identical one is not doubled. */
  | { readonly by: 'addition' }
  /**
   * Items of one key are merged. A key is one member or several, each as its path. Members after the first may be left
   * out where `partial` says so; a list with an item without a key replaces the other where `optional` says so.
   */
  | { readonly by: 'key'; readonly key: readonly string[]; readonly partial?: boolean; readonly optional?: boolean };

/** Members of an object of which one at most may be there. */
export type Union =
  /** Each of these groups excludes the others. */
  | { readonly groups: readonly (readonly string[])[] }
  /** Each member excludes the others, apart from these. */
  | { readonly except: readonly string[] }
  /** The member `discriminator` says which of the others may be there: each with the value that it needs. */
  | { readonly discriminator: string; readonly needs: { readonly [member: string]: string } };

/** Facts about the JSON that is read: types of objects, by name. `undefined` is a type of which nothing is known. */
export interface Facts {
  /** Type of what a field holds: of an object, or of the items of a list. */
  readonly typeOf: (type: string | undefined, field: string) => string | undefined;
  /** Spelling of a field by which it is known. */
  readonly spelling: (type: string | undefined, field: string) => string;
  /** Rule for a list; without one it is replaced whole. */
  readonly listRule: (type: string | undefined, field: string) => ListRule | undefined;
  readonly unions: (type: string | undefined) => readonly Union[];
  /** Example of a value of a type, for messages. */
  readonly example: (type: string | undefined) => string;
}

/** Facts about JSON of which nothing is known. */
export const NO_FACTS: Facts = {
  typeOf: () => undefined,
  spelling: (_, field) => field,
  listRule: () => undefined,
  unions: () => [],
  example: () => '{ … }',
};
