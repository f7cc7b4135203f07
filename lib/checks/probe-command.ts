import { runsRelease } from '../beam/release-variables';
import { asObject, asTexts } from '../json/read';
import { waiverKey } from '../risks/accepted-risks';
import { PROBES } from './probes';
import type { Rule } from './rule';

/** Probe that runs the release's script: a second VM each time. */
export const probeCommand: Rule = {
  id: 'beam/probe-command',
  severity: 'error',
  risk: 'exec-probe',
  run: ({ workloads }, report) => {
    for (const about of workloads) {
      for (const { name, manifest } of about.containers) {
        for (const probe of PROBES) {
          if (manifest[probe] === undefined) continue;
          const { exec } = asObject(manifest[probe]);
          if (exec === undefined || !runsRelease(asTexts(asObject(exec).command))) continue;
          report({
            about,
            property: `container ${name}, ${probe}`,
            value: asTexts(asObject(exec).command).slice(0, 2),
            why: 'every probe starts a second VM: a core for a second, and where the node is busy it hangs and the container is killed for that',
            allowed: 'httpGet, tcpSocket or grpc',
            fix: {
              construct:
                "ask a path: Probe.fromHttpGet('/health'); to accept it: allow: [Waiver.execProbe('why it is cheap enough')]",
              yaml: `ask a path or a port; to accept it, say why in the annotation ${waiverKey('exec-probe')}`,
            },
          });
        }
      }
    }
  },
};
