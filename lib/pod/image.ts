import { Refusal } from '../errors/refusal';
import { isFixed, isReference } from '../kubernetes/images';
import { type AcceptedRisks, accepts } from '../risks/accepted-risks';

/** Refuses an image that is missing, no reference, or whose content can change under its name. */
export function checkImage(image: string, risks: AcceptedRisks): string {
  const parsed = isReference(image);
  if (parsed && (isFixed(image) || accepts(risks, 'latest-tag'))) return image;
  throw new Refusal({
    property: 'image',
    value: image,
    ...(parsed
      ? {
          why: `${image.endsWith(':latest') ? 'the tag "latest"' : 'no tag, which means "latest",'} names another image tomorrow, and a rollback finds nothing to go back to`,
        }
      : {}),
    allowed: 'an image with a fixed tag or a digest',
    fix: parsed
      ? `"${image.replace(/:latest$/, '')}:1.4.2" or "…@sha256:…"; or accept it: allow: [Waiver.latestTag('why')]`
      : 'for example "ghcr.io/acme/chat:1.4.2"',
  });
}
