import { isFixed } from '../kubernetes/images';
import { waiverKey } from '../waiver/waiver';
import type { Check } from './inventory';

const WAIVER = waiverKey('latest-tag');

/** Images of sidecars, init containers and overrides: what runs must not change without a change of the manifests. */
export const images: Check = ({ workloads }) =>
  workloads
    .filter(({ manifest }) => !manifest.metadata.annotations?.[WAIVER])
    .flatMap((about) =>
      about.containers
        .filter(({ image }) => typeof image === 'string' && !isFixed(image))
        .map(({ name, image }) => ({
          about,
          property: `container ${name}, image`,
          value: image,
          why: 'it names another image tomorrow, and a rollback finds nothing to go back to',
          allowed: 'an image with a fixed tag or a digest',
          fix: "give it a version; or accept it: allow: [Waiver.latestTag('why')]",
        })),
    );
