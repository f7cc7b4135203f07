import { Refusal } from '../errors/refusal';
import { isFixed, isReference, tagOf } from '../kubernetes/images';
import { type AcceptedRisks, accepts } from '../risks/accepted-risks';

/** Refuses an image that is missing, no reference, or whose content can change under its name. */
export function checkImage(image: string, risks: AcceptedRisks): string {
  const parsed = isReference(image);
  if (parsed && (isFixed(image) || accepts(risks, 'latest-tag'))) return image;
  if (!parsed) {
    throw new Refusal({
      property: 'image',
      value: image,
      allowed: 'an image with a fixed tag or a digest',
      fix: 'for example "ghcr.io/acme/chat:1.4.2"',
    });
  }
  const tag = tagOf(image);
  throw new Refusal({
    property: 'image',
    value: image,
    why: `${tag === undefined ? 'no tag, which means "latest",' : `the tag "${tag}"`} names another image tomorrow, and a rollback finds nothing to go back to`,
    allowed: 'an image with a fixed tag or a digest',
    fix: `"${tag === undefined ? image : image.slice(0, -tag.length - 1)}:1.4.2" or "…@sha256:…"; or accept it: allow: [Waiver.latestTag('why')]`,
  });
}
