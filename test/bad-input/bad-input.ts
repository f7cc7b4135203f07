/** A description that cannot work, and what its message must say. */
export interface BadInput {
  /** What is wrong with it, as the end of the sentence "refuses …". */
  readonly name: string;
  /** Builds it; where only the whole tree shows what is wrong, it also synthesizes. */
  build(): unknown;
  readonly expects: Expected;
}

/** Parts of the message; each must be in it. */
export interface Expected {
  /** Where: the construct's path, for everything that reached a construct. */
  readonly path?: string;
  /** What: the property as it was typed. */
  readonly property: string;
  /** The value as it was given. */
  readonly value?: string;
  /** What the message must not say, because it is a secret. */
  readonly hidden?: string;
  readonly allowed: string;
  readonly fix: string;
}

/** A value that must never be seen again. */
export const MARKED = 'm4rked-s3cret-v4lue';
