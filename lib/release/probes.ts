import { Refusal } from '../errors/refusal';
import { defined } from '../json/dictionary';
import type { Probes } from '../pod/pod-description';
import { LIVENESS, Probe, type ProbePort, READINESS, STARTUP } from '../pod/probe';
import { type AcceptedRisks, accepts } from '../risks/accepted-risks';
import type { ReleaseProps } from './release-props';

/**
 * Probes of a release. Readiness and liveness ask as startup does where they are left out, with times of their own.
 *
 * @throws where a probe names a port that is not declared, or runs a command without a waiver
 */
export function describeProbes(props: ReleaseProps, all: readonly ProbePort[], risks: AcceptedRisks): Probes {
  const ports = all.filter(({ protocol = 'TCP' }) => protocol === 'TCP');
  const fallback = ports.length > 0 ? Probe.fromTcpSocket() : Probe.none();
  const { startupProbe = fallback } = props;
  const usual = startupProbe._isNone ? fallback : startupProbe._withDefaultTimes();
  const { readinessProbe = usual, livenessProbe = usual } = props;
  for (const [property, probe] of Object.entries({ startupProbe, readinessProbe, livenessProbe })) {
    if (probe._runsCommand && !accepts(risks, 'exec-probe')) throw runsCommand(property);
  }
  return defined({
    startupProbe: startupProbe._probe('startupProbe', ports, STARTUP),
    readinessProbe: readinessProbe._probe('readinessProbe', ports, READINESS),
    livenessProbe: livenessProbe._probe('livenessProbe', ports, LIVENESS),
  });
}

function runsCommand(property: string): Refusal {
  return new Refusal({
    property,
    value: 'Probe.fromCommand',
    why: 'a command of the release starts a second VM for every probe: a core for a second, and a hang when the node is busy',
    allowed: 'Probe.fromHttpGet, Probe.fromTcpSocket or Probe.fromGrpc',
    fix: "ask a path instead; for a command that is cheap: allow: [Waiver.execProbe('why')]",
  });
}
