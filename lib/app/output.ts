import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** File of the output; without texts it is a folder, which a chart without objects has too. */
export interface OutputFile {
  /** Path, relative to the output folder. */
  readonly path: string;
  /** Its text, in pieces. */
  readonly texts?: Iterable<string>;
}

/**
 * Writes all files or none: each is written under a temporary name, and renamed when all of them are written.
 *
 * @throws the error of `files`; or a one-line error that names the folder and the cause
 */
export function write(folder: string, files: Iterable<OutputFile>): void {
  const { pid } = process;
  const written: { readonly from: string; readonly to: string }[] = [];
  const onDisk = (body: () => void) => writing(folder, body);
  try {
    onDisk(() => mkdirSync(folder, { recursive: true }));
    for (const { path, texts } of files) {
      const to = join(folder, path);
      if (texts === undefined) {
        onDisk(() => mkdirSync(to, { recursive: true }));
        continue;
      }
      const from = `${to}.${pid}.${written.length}.tmp`;
      written.push({ from, to });
      let flag = 'w';
      for (const text of texts) {
        onDisk(() => writeFileSync(from, text, { flag }));
        flag = 'a';
      }
    }
    onDisk(() => {
      for (const { from, to } of written) renameSync(from, to);
    });
  } catch (error) {
    for (const { from } of written) remove(from);
    throw error;
  }
}

/** Runs `body`; an error of the file system becomes one line, because its stack says nothing about it. */
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
    // A folder that cannot be written to has no temporary file either.
  }
}
