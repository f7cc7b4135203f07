import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Destination } from './destination';
import { repair } from './leftovers';
import { checkedFiles } from './output-place';
import { realPath } from './real-path';
import { swapInside } from './swap-inside';
import { type WorkFolders, workFolders } from './work-folders';
import { filesBelow, listUnusual } from './written-files';

/**
 * A folder that is replaced whole or not at all: what is new is written aside. Behind a symbolic link it is the folder that
 * is replaced, and the link stays. A mount point stays, and so does a folder in one that cannot be written to: there files
 * are swapped inside.
 */
export class OutputFolder implements Destination {
  public readonly aside: string;
  private readonly path: string;
  private readonly work: WorkFolders;
  private readonly before: ReadonlySet<string>;
  private readonly started: number;

  /**
   * @param given the folder
   * @throws where nothing can be written, and where the folder holds what no synth wrote
   */
  constructor(private readonly given: string) {
    this.path = realPath(given);
    this.work = workFolders(this.path);
    this.aside = this.work.beside;
    this.keepingIt(() => repair(this.path));
    this.before = new Set(checkedFiles(this.path));
    if (this.stays()) this.aside = this.work.inside;
    this.started = this.keepingIt(() => this.tried());
  }

  public get empty(): boolean {
    return !existsSync(this.aside) || readdirSync(this.aside).length === 0;
  }

  /** Puts what is aside into the folder's place. */
  public replace(): void {
    this.keepingIt(() => listUnusual(this.aside));
    const files = this.stillItsFiles();
    this.keepingIt(() => {
      for (const file of this.ownFiles(files)) cpSync(join(this.path, file), join(this.aside, file));
      if (this.aside === this.work.beside) {
        if (this.swap()) return;
        cpSync(this.aside, this.work.inside, { recursive: true });
      }
      swapInside(this.path);
    });
    this.clear();
  }

  /**
   * Keeps what was written into the folder itself since the start, and takes away what is older: an app that names its
   * own `outdir` writes there, and the stock command empties the folder first.
   *
   * @returns whether there was something
   */
  public keepOwn(): boolean {
    const files = existsSync(this.path) ? filesBelow(this.path) : [];
    const own = new Set(this.ownFiles(files));
    if (own.size === 0) return false;
    for (const file of files) if (!own.has(file)) rmSync(join(this.path, file));
    listUnusual(this.path);
    return true;
  }

  /** Takes away what is aside. */
  public clear(): void {
    for (const folder of [this.work.beside, this.work.before, this.work.inside]) {
      if (existsSync(folder)) rmSync(folder, { recursive: true });
    }
  }

  /** Those of the folder's files that were written in this run, and have no other aside. */
  private ownFiles(files: readonly string[]): string[] {
    const aside = new Set(existsSync(this.aside) ? filesBelow(this.aside) : []);
    // The clock of files goes in steps: a file of the same step is this run's only where it was not there before.
    const isNew = (file: string) => !this.before.has(file) || lstatSync(join(this.path, file)).mtimeMs > this.started;
    return files.filter((file) => !aside.has(file) && isNew(file));
  }

  /**
   * Makes the folder aside and takes it away: an app that ends before it writes leaves nothing. cdk8s makes it.
   *
   * @returns the time by the clock of files
   */
  private tried(): number {
    mkdirSync(this.aside, { recursive: true });
    const { mtimeMs } = statSync(this.aside);
    rmdirSync(this.aside);
    return mtimeMs;
  }

  /** Whether the folder cannot be renamed: a mount point, or one in a folder that cannot be written to. */
  private stays(): boolean {
    if (!existsSync(this.path)) return false;
    return statSync(this.path).dev !== statSync(dirname(this.path)).dev || !canWrite(dirname(this.path));
  }

  /** Swaps the folders; false where the system keeps the folder in its place, and nothing was done. */
  private swap(): boolean {
    mkdirSync(dirname(this.path), { recursive: true });
    try {
      if (existsSync(this.path)) renameSync(this.path, this.work.before);
    } catch (error) {
      if (['EBUSY', 'EXDEV'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
      throw error;
    }
    renameSync(this.aside, this.path);
    // Under the name of what may be removed: half an old output is never put back.
    if (existsSync(this.work.before)) renameSync(this.work.before, this.aside);
    return true;
  }

  /** A long synth leaves time to put a file into the folder. */
  private stillItsFiles(): readonly string[] {
    try {
      return checkedFiles(this.path);
    } catch (error) {
      this.clear();
      throw error;
    }
  }

  private keepingIt<T>(body: () => T): T {
    try {
      return body();
    } catch (error) {
      const { before, ready } = this.work;
      if (existsSync(before) && !existsSync(this.path)) renameSync(before, this.path);
      const half = existsSync(ready);
      this.clear();
      const state = half ? 'the next synth writes the rest of it' : `${this.given} is as it was`;
      throw new Error(`the output could not be written, and ${state}: ${(error as Error).message}`);
    }
  }
}

function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
