import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** A folder that is replaced whole or not at all: what is new is written aside. */
export class OutputFolder {
  /** Where to write. */
  public readonly aside: string;
  private readonly before: string;

  /**
   * @param path the folder
   * @throws where nothing can be written beside it
   */
  constructor(private readonly path: string) {
    this.aside = `${path}.${process.pid}.new`;
    this.before = `${path}.${process.pid}.old`;
    this.keepingIt(() => mkdirSync(this.aside, { recursive: true }));
  }

  /** Puts what is aside into the folder's place. */
  public replace(): void {
    this.keepingIt(() => {
      mkdirSync(dirname(this.path), { recursive: true });
      if (existsSync(this.path)) renameSync(this.path, this.before);
      renameSync(this.aside, this.path);
    });
    this.clear();
  }

  /** Takes away what is aside. */
  public clear(): void {
    for (const folder of [this.aside, this.before]) rmSync(folder, { recursive: true, force: true });
  }

  private keepingIt(body: () => void): void {
    try {
      body();
    } catch (error) {
      if (existsSync(this.before) && !existsSync(this.path)) renameSync(this.before, this.path);
      if (existsSync(this.aside)) this.clear();
      throw new Error(`the output could not be written, and ${this.path} is as it was: ${(error as Error).message}`);
    }
  }
}
