import type { Mutation } from '../mutations';

const SILENT = 'test/silent-failures.test.ts';
const RELEASE_TEST = 'test/release/elixir-release.test.ts';
const PHOENIX = 'test/phoenix/phoenix-service.test.ts';

/** Pods, workloads, releases, ways in. */
export const RELEASES: readonly Mutation[] = [
  {
    what: 'POD_IP stands after RELEASE_NODE',
    file: 'lib/release/contributions.ts',
    search: '[podFactsContribution(), nodeContribution(props, name),',
    replace: '[nodeContribution(props, name), podFactsContribution(),',
    caughtBy: [SILENT, 'a node named app@'],
  },
  {
    what: 'no wait before SIGTERM',
    file: 'lib/pod/template.ts',
    search: 'seconds > 0 ? { lifecycle',
    replace: 'seconds > 9000 ? { lifecycle',
    caughtBy: [RELEASE_TEST, 'the grace period is the sum with a margin'],
  },
  {
    what: 'the drains do not count',
    file: 'lib/phoenix/phoenix-contribution.ts',
    search: 'drains: props.drains ? [] : [Drain.sockets(), Drain.requests()]',
    replace: 'drains: props.drains ? [] : []',
    caughtBy: [PHOENIX, 'sockets and requests are drained unless told otherwise'],
  },
  {
    what: 'no margin behind the drains',
    file: 'lib/pod/termination.ts',
    search: 'MARGIN_SECONDS = 10',
    replace: 'MARGIN_SECONDS = 0',
    caughtBy: [RELEASE_TEST, 'the grace period is the sum with a margin'],
  },
  {
    what: 'selectors by the user’s labels as well',
    file: 'lib/release/describe-release.ts',
    search: 'selector: releaseSelector(name)',
    replace: 'selector: labels',
    caughtBy: [RELEASE_TEST, 'selectors are made of neither'],
  },
  {
    what: 'the distribution is open to everybody',
    file: 'lib/workload/network-policy.ts',
    search: '...(peers ? [{ from: peers, ports: distribution }] : []),',
    replace: '...(peers ? [{ ports: distribution }] : []),',
    caughtBy: [RELEASE_TEST, 'the distribution from members alone'],
  },
  {
    what: 'the NetworkPolicy has another port',
    file: 'lib/workload/network-policy.ts',
    search: 'const distribution = memberPorts.map(policyPort);',
    replace: 'const distribution = memberPorts.map((one) => policyPort({ ...one, port: one.port + 1 }));',
    caughtBy: [RELEASE_TEST, 'the distribution from members alone'],
  },
  {
    what: 'a declared port is open to everybody, whatever is said',
    file: 'lib/workload/network-policy.ts',
    search: '...(port.from ? { from: [...port.from] } : {}),',
    replace: '',
    caughtBy: [RELEASE_TEST, 'declared ports as declared'],
  },
  {
    what: 'a budget for one replica',
    file: 'lib/workload/pod-disruption-budget.ts',
    search: 'if (workload.replicas < 2) return undefined;',
    replace: '',
    caughtBy: [RELEASE_TEST, 'with 1 replicas there is a budget: false'],
  },
  {
    what: 'a budget that broken pods hold up',
    file: 'lib/workload/pod-disruption-budget.ts',
    search: "unhealthyPodEvictionPolicy: 'AlwaysAllow',",
    replace: '',
    caughtBy: [RELEASE_TEST, 'with 2 replicas there is a budget: true'],
  },
  {
    what: 'pods are missing while rolling',
    file: 'lib/workload/deployment.ts',
    search: 'maxUnavailable: 0',
    replace: 'maxUnavailable: 1',
    caughtBy: [RELEASE_TEST, 'never has fewer pods than it should'],
  },
  {
    what: 'pods of a StatefulSet start one after the other',
    file: 'lib/workload/stateful-set.ts',
    search: "podManagementPolicy: 'Parallel',",
    replace: '',
    caughtBy: [RELEASE_TEST, 'whose pods start at once'],
  },
  {
    what: 'a StatefulSet without serviceName',
    file: 'lib/workload/stateful-set.ts',
    search: '      serviceName,\n',
    replace: '',
    caughtBy: [SILENT, 'a StatefulSet whose serviceName is left out'],
  },
  {
    what: 'every pod gets a token',
    file: 'lib/pod/template.ts',
    search: 'automountServiceAccountToken: pod.token',
    replace: 'automountServiceAccountToken: true',
    caughtBy: [RELEASE_TEST, 'it runs confined'],
  },
  {
    what: 'no user by number',
    file: 'lib/pod/security.ts',
    search: 'runAsUser: user,',
    replace: '',
    caughtBy: [RELEASE_TEST, 'as a user who is a number'],
  },
  {
    what: 'capabilities are kept',
    file: 'lib/pod/security.ts',
    search: "capabilities: { drop: ['ALL'] }",
    replace: 'capabilities: {}',
    caughtBy: [RELEASE_TEST, 'it runs confined'],
  },
  {
    what: 'the Service leads to another port',
    file: 'lib/exposure/service.ts',
    search: 'targetPort: portName,',
    replace: "targetPort: 'dist',",
    caughtBy: [PHOENIX, 'the Service leads to the port on which Phoenix listens'],
  },
  {
    what: 'PHX_SERVER is not set',
    file: 'lib/phoenix/phoenix-contribution.ts',
    search: "{ name: 'PHX_SERVER', value: 'true' },",
    replace: '',
    caughtBy: [PHOENIX, 'the pods get what a generated runtime.exs reads'],
  },
  {
    what: 'probes are redirected by force_ssl',
    file: 'lib/pod/probe.ts',
    search: "{ name: 'Host', value: 'localhost' },",
    replace: '',
    caughtBy: ['test/pod/probe.test.ts', 'asked so that force_ssl answers'],
  },
];
