import { isFixed } from '../kubernetes/images';
import { waiverKey } from '../risks/accepted-risks';
import type { Rule } from './rule';

/** Image whose content can change under its name: of a sidecar or an init container too. */
export const imageTag: Rule = {
  id: 'kubernetes/image-tag',
  severity: 'error',
  risk: 'latest-tag',
  run: ({ workloads }, report) => {
    for (const about of workloads) {
      for (const { name, image } of about.containers) {
        if (image === undefined || isFixed(image)) continue;
        report({
          about,
          property: `container ${name}, image`,
          value: image,
          why: 'it names another image tomorrow, and a rollback finds nothing to go back to',
          allowed: 'an image with a fixed tag or a digest',
          fix: {
            construct: "give it a version; or accept it: allow: [Waiver.latestTag('why')]",
            yaml: `give it a version; or say why not in the annotation ${waiverKey('latest-tag')}`,
          },
        });
      }
    }
  },
};
