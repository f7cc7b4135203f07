import { Refusal } from '../errors/refusal';
import { type Waiver, waived } from '../waiver/waiver';

/** What a reference to an image says: https://github.com/distribution/reference. */
const PART = '[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*';
const REFERENCE = new RegExp(
  `^(?<name>(?:[a-zA-Z0-9][a-zA-Z0-9.-]*(?::[0-9]+)?/)?${PART}(?:/${PART})*)(?::(?<tag>[\\w][\\w.-]{0,127}))?(?:@(?<digest>sha256:[a-f0-9]{64}))?$`,
);

/** Refuses an image that is missing, no reference, or whose content can change under its name. */
export function checkImage(image: string, waivers: readonly Waiver[] | undefined): string {
  const { tag, digest } = REFERENCE.exec(String(image ?? ''))?.groups ?? {};
  const parsed = typeof image === 'string' && REFERENCE.test(image);
  if (parsed && (digest || (tag && tag !== 'latest') || waived(waivers, 'latest-tag'))) return image;
  throw new Refusal({
    property: 'image',
    value: image,
    ...(parsed
      ? {
          why: `${tag ? 'the tag "latest"' : 'no tag, which means "latest",'} names another image tomorrow, and a rollback finds nothing to go back to`,
        }
      : {}),
    allowed: 'an image with a fixed tag or a digest',
    fix: parsed
      ? `"${image.replace(/:latest$/, '')}:1.4.2" or "…@sha256:…"; or accept it: allow: [Waiver.latestTag('why')]`
      : 'for example "ghcr.io/acme/chat:1.4.2"',
  });
}

/**
 * When the image is pulled, as the API server chooses where nothing is said. It is said, because the API server chooses
 * only once, when the object is created.
 *
 * Source: https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting
 */
export function pullPolicy(image: string): 'Always' | 'IfNotPresent' {
  const { tag, digest } = REFERENCE.exec(image)?.groups ?? {};
  return digest || (tag && tag !== 'latest') ? 'IfNotPresent' : 'Always';
}
