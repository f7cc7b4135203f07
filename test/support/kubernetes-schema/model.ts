/** One field of a type, as the sources describe it. */
export interface SourceField {
  readonly required?: boolean;
  /** Lists and maps around what it holds, outermost first: `[` and `{`. */
  readonly around?: string;
  /** Letter of a kind of value, or the name of a type; text where there is none. */
  readonly of?: string;
  /** Values, each with the minor version that it came in, 0 for the oldest. */
  readonly values?: ReadonlyMap<string, number>;
  /** Members by which the items of a list are merged. */
  readonly mergedBy?: readonly string[];
  /** Members that no two items of a list have alike; none for a list of texts. */
  readonly distinctBy?: readonly string[];
  /** Least and most items. */
  readonly items?: readonly [number | undefined, number | undefined];
  /** Least and most of a number, or of the characters of a text. */
  readonly bounds?: readonly [number | undefined, number | undefined];
  readonly pattern?: string;
  /** First and last minor version that has it, where that is not the oldest or the newest. */
  readonly since?: number;
  readonly until?: number;
}

/** Types by name; of each its fields. */
export type SourceTypes = Map<string, Map<string, SourceField>>;
