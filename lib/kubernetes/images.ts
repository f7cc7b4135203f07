/** What a reference to an image says: https://github.com/distribution/reference. */
const PART = '[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*';
const REFERENCE = new RegExp(
  `^(?<name>(?:[a-zA-Z0-9][a-zA-Z0-9.-]*(?::[0-9]+)?/)?${PART}(?:/${PART})*)(?::(?<tag>[\\w][\\w.-]{0,127}))?(?:@(?<digest>sha256:[a-f0-9]{64}))?$`,
);

/** Whether it is a reference to an image at all. */
export function isReference(image: unknown): image is string {
  return typeof image === 'string' && REFERENCE.test(image);
}

/** Whether what it names stays the same: a digest, or a tag other than `latest`. */
export function isFixed(image: string): boolean {
  const { tag, digest } = REFERENCE.exec(image)?.groups ?? {};
  return digest !== undefined || (tag !== undefined && tag !== 'latest');
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
