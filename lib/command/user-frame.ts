import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withoutOwn } from '../errors/caller-frames';

/** `    at new Hello (/home/me/app/chart.ts:12:5)`, `    at async file:///home/me/app/main.mjs:3:1`. */
const FRAME = /(?:^\s+at (?:async )?|\()(?<file>(?:file:\/\/|\/|[A-Za-z]:[\\/]).*?):(?<line>\d+):\d+\)?$/;

/** How Node tells where JavaScript that it cannot read is: the first line of the stack. */
const UNREADABLE = /^(?<file>(?:file:\/\/|\/|[A-Za-z]:[\\/]).*):(?<line>\d+)$/;

/** How sucrase tells where TypeScript that it cannot read is: in the message. */
const UNREADABLE_TYPESCRIPT = /^Error transforming (?<file>.+?): (?<what>.*) \((?<line>\d+):\d+\)$/;

/** The message of an error, without the place that `placeOf` gives. */
export function messageOf({ message }: Error): string {
  return message.match(UNREADABLE_TYPESCRIPT)?.groups?.what ?? message;
}

/**
 * The user's own line that an error came from, as `file:line` from the working folder; undefined where the message says
 * it better (constructs that are refused, and what cdk8s collects of them), or where no line is the user's.
 */
export function placeOf(error: Error): string | undefined {
  if (hasPath(error) || error.message.startsWith('Validation failed with the following errors:')) return undefined;
  const [first, ...lines] = String(error.stack).split('\n');
  const frames = withoutOwn(lines.filter((line) => /^\s+at /.test(line)));
  const found = [
    error.message.match(UNREADABLE_TYPESCRIPT),
    first.match(UNREADABLE),
    ...frames.map((frame) => frame.match(FRAME)),
  ].flatMap((match) => (match?.groups === undefined ? [] : [match.groups]));
  const place = found.find(({ file }) => !/[\\/]node_modules[\\/]/.test(file));
  return place && `${fromHere(place.file)}:${place.line}`;
}

/** Whether an error is a refusal with the path of a construct; of the app's copy of the library, which may be another. */
function hasPath(error: Error): boolean {
  return error.name === 'Refusal' && (error as { props?: { path?: string } }).props?.path !== undefined;
}

function fromHere(file: string): string {
  const path = file.startsWith('file://') ? fileURLToPath(file) : file;
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}
