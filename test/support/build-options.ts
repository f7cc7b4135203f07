/** How an app is built of its description. */
export interface BuildOptions {
  /** @default 'generated' */
  readonly namespace?: string;
  /** What is done to every object of properties before it is given away, for example another order of its keys. */
  readonly arrange?: <T>(properties: T) => T;
}

/** What arranges properties. */
export type Arrange = <T>(properties: T) => T;

export function trim(text: string, length: number): string {
  return text.slice(0, length).replace(/-+$/, '') || 'a';
}
