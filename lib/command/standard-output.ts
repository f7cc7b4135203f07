import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Destination } from './destination';
import { filesBelow } from './written-files';

/** Manifests on standard output, as one stream of YAML documents. */
export class StandardOutput implements Destination {
  public readonly aside: string;

  constructor(private readonly temporary = mkdtempSync(join(tmpdir(), 'cdk8s-elixir-'))) {
    this.aside = temporary;
  }

  public get empty(): boolean {
    return !existsSync(this.aside) || readdirSync(this.aside).length === 0;
  }

  /** Writes the manifests. Files are documents of their own, which the stock command forgets to part. */
  public replace(): void {
    const files = filesBelow(this.aside)
      .filter((file) => file.endsWith('.yaml'))
      .sort();
    const texts = files.map((file) => readFileSync(join(this.aside, file), 'utf8'));
    this.clear();
    write(texts.join('---\n'));
  }

  public keepOwn(): boolean {
    return false;
  }

  public clear(): void {
    rmSync(this.temporary, { recursive: true, force: true });
  }
}

/** Writes all of a text at once: node ends before a pipe that is full was read. */
function write(text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(1, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}
