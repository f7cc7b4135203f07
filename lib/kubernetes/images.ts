/** Parts of a reference to an image: https://github.com/distribution/reference. */
const PART = '[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*';
const REFERENCE = new RegExp(
  `^(?<name>(?:[a-zA-Z0-9][a-zA-Z0-9.-]*(?::[0-9]+)?/)?${PART}(?:/${PART})*)(?::(?<tag>[\\w][\\w.-]{0,127}))?(?:@(?<digest>sha256:[a-f0-9]{64}))?$`,
);

/** Tag of a reference. */
export function tagOf(image: string): string | undefined {
  return REFERENCE.exec(image)?.groups?.tag;
}

/** Whether it is a reference to an image at all. */
export function isReference(image: unknown): image is string {
  return typeof image === 'string' && REFERENCE.test(image);
}

/** Tags that by custom move with a branch, a channel or an environment. */
const MOVING_TAGS: ReadonlySet<string> = new Set([
  'canary',
  'current',
  'dev',
  'develop',
  'development',
  'edge',
  'head',
  'latest',
  'main',
  'master',
  'next',
  'nightly',
  'preview',
  'prod',
  'production',
  'release',
  'rolling',
  'snapshot',
  'stable',
  'staging',
  'test',
  'trunk',
  'unstable',
]);

/** Whether the content behind a reference stays the same: a digest, or a tag that does not move by custom. */
export function isFixed(image: string): boolean {
  const { tag, digest } = REFERENCE.exec(image)?.groups ?? {};
  return digest !== undefined || (tag !== undefined && !MOVING_TAGS.has(tag.toLowerCase()));
}

/**
 * When the image is pulled, as the API server chooses where nothing is said. It is said, because the API server chooses
 * only once, when the object is created.
 *
 * Source: https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting
 */
export function pullPolicy(image: string): 'Always' | 'IfNotPresent' {
  return isFixed(image) ? 'IfNotPresent' : 'Always';
}
