import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file of the output. */
export interface OutputFile {
  /** The path, below the output folder. */
  readonly path: string;
  readonly text: string;
}

/** What a synth writes. */
export interface Output {
  /** Folders below the output folder; a chart without objects has one too. */
  readonly folders: readonly string[];
  readonly files: readonly OutputFile[];
}

/**
 * Writes files whole or not at all: each is written beside its place, and put there when all of them are written.
 *
 * @throws one line that says what could not be written
 */
export function write(folder: string, { folders, files }: Output): void {
  const written: { readonly from: string; readonly to: string }[] = [];
  try {
    mkdirSync(folder, { recursive: true });
    for (const one of folders) mkdirSync(join(folder, one), { recursive: true });
    for (const { path, text } of files) {
      const to = join(folder, path);
      const from = `${to}.${process.pid}.${written.length}.tmp`;
      written.push({ from, to });
      writeFileSync(from, text);
    }
    for (const { from, to } of written) renameSync(from, to);
  } catch (error) {
    for (const { from } of written) removeQuietly(from);
    throw unwritable(folder, error as Error);
  }
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where nothing can be written nothing is left behind either.
  }
}

/** An error whose text is one line: where the code stood says nothing about a disk. */
function unwritable(folder: string, { message }: Error): Error {
  const error = new Error(`the manifests could not be written to ${folder}: ${message}`);
  error.stack = `Error: ${error.message}`;
  return error;
}
