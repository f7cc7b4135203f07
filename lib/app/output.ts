import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file of the output; without a text it is a folder, which a chart without objects has too. */
export interface OutputFile {
  /** The path, below the output folder. */
  readonly path: string;
  readonly text?: string;
}

/**
 * Writes files whole or not at all: each is written beside its place, and put there when all of them are written.
 *
 * @throws what stops `files` from being made; or one line that says what could not be written
 */
export function write(folder: string, files: Iterable<OutputFile>): void {
  const { pid } = process;
  const written: { readonly from: string; readonly to: string }[] = [];
  const onDisk = (body: () => void) => writing(folder, body);
  try {
    onDisk(() => mkdirSync(folder, { recursive: true }));
    for (const { path, text } of files) {
      const to = join(folder, path);
      if (text === undefined) {
        onDisk(() => mkdirSync(to, { recursive: true }));
        continue;
      }
      const from = `${to}.${pid}.${written.length}.tmp`;
      written.push({ from, to });
      onDisk(() => writeFileSync(from, text));
    }
    onDisk(() => {
      for (const { from, to } of written) renameSync(from, to);
    });
  } catch (error) {
    for (const { from } of written) remove(from);
    throw error;
  }
}

/** An error of the disk becomes one line: where the code stood says nothing about it. */
function writing(folder: string, body: () => void): void {
  try {
    body();
  } catch (cause) {
    const error = new Error(`the manifests could not be written to ${folder}: ${(cause as Error).message}`);
    error.stack = `Error: ${error.message}`;
    throw error;
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where nothing can be written nothing is left behind either.
  }
}
