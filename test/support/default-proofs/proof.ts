// How a documented default is proved: build without the property, and with what the documentation says.

/** Builds with some properties of a struct, and renders the outcome. */
export type Build = (properties: any) => unknown;

/** A proof by comparison. */
export interface Proof {
  readonly build: Build;
  /** What stands for the default where the documentation says it in prose: `[]` for "none". */
  readonly same?: unknown;
  /** A value that makes a difference; without it the comparison would prove nothing. */
  readonly other: unknown;
}

/** Proofs, by struct and property. */
export type Proofs = { readonly [property: string]: Proof };

export const override = (build: Build, part: string): [string, Proof] => [
  part,
  { build: (overrides) => build({ overrides }), same: {}, other: { metadata: { annotations: { touched: 'yes' } } } },
];
export const overrides = (struct: string, entries: [string, Proof][]) =>
  Object.fromEntries(entries.map(([part, proof]) => [`${struct}.${part}`, proof]));
export const list = (build: Build, one: unknown): Proof => ({ build, same: [], other: [one] });
export const map = (build: Build, name: string, value: unknown): Proof => ({
  build,
  same: {},
  other: { [name]: value },
});
export const text = (build: Build, same: unknown, other: unknown): Proof => ({ build, same, other });
