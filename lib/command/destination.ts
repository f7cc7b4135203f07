/** Where manifests go: what the app writes aside is put in place when it was successful. */
export interface Destination {
  /** Folder that the app writes to. */
  readonly aside: string;
  /** Whether it has no files. */
  readonly empty: boolean;
  /** Puts what is aside in its place. */
  replace(): void;
  /**
   * Keeps what the app wrote into its place by itself.
   *
   * @returns whether there was something
   */
  keepOwn(): boolean;
  /** Takes away what is aside. */
  clear(): void;
}
