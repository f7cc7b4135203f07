import { sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** How many frames are looked through: the library's own stand above the caller's. */
const DEPTH = 50;

/** The folder of the package, seen from lib/errors, build/lib/errors and build/bundle. */
const PACKAGE = __dirname.replace(/([\\/]build)?[\\/](lib[\\/]errors|bundle)$/, '');

/** Where the library's own code is, as a path and as source maps spell it. */
const OWN = [PACKAGE + sep, `${pathToFileURL(PACKAGE)}/`].flatMap((root) =>
  ['lib', 'build'].map((folder) => `${root}${folder}${root.endsWith('/') ? '/' : sep}`),
);

/** Packages through which the library is called, and calls back. */
const BETWEEN = /[\\/]node_modules[\\/](?:cdk8s|constructs)[\\/]/;

/**
 * The frames of the stack that are the caller's, as lines; those of the library, cdk8s and constructs are left out. They
 * are read as text, so that they are what source maps made of them. With DEBUG set it is every frame.
 */
export function callerFrames(): readonly string[] {
  const frames = allFrames();
  return (process.env.DEBUG ? frames : withoutOwn(frames)).slice(0, Error.stackTraceLimit);
}

/** The lines of a stack without those of the library, cdk8s and constructs. */
export function withoutOwn(frames: readonly string[]): readonly string[] {
  return frames.filter((_, index) => !isOwn(frames.slice(index)));
}

/** Whether the first of some frames is the library's; what JavaScript itself runs (`Array.map`) is its caller's. */
function isOwn(frames: readonly string[]): boolean {
  const frame = frames.find((one) => !one.endsWith('(<anonymous>)')) ?? '';
  return BETWEEN.test(frame) || OWN.some((folder) => frame.includes(folder));
}

function allFrames(): readonly string[] {
  const given = Error.stackTraceLimit;
  if (typeof given !== 'number' || given <= 0) return [];
  try {
    Reflect.set(Error, 'stackTraceLimit', Math.max(given, DEPTH)); // it may be frozen
    const holder: { stack?: unknown } = {};
    Error.captureStackTrace(holder, callerFrames);
    return typeof holder.stack === 'string' ? holder.stack.split('\n').filter((line) => /^\s+at /.test(line)) : [];
  } finally {
    Reflect.set(Error, 'stackTraceLimit', given);
  }
}
