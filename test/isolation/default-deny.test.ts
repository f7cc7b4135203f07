import { DefaultDeny, Egress, NetworkPeer, Waiver } from 'cdk8s-elixir';
import { newChart, newCluster, newJob, newPhoenix, newRelease, one, rendered, synth } from '../support/subjects';

test('a policy of every pod of the namespace, in both directions, with no rule', () => {
  const manifests = rendered((chart) => new DefaultDeny(chart, 'default-deny'));
  expect(manifests).toEqual([
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: {
        name: 'default-deny',
        namespace: 'chat',
        labels: { 'app.kubernetes.io/name': 'default-deny' },
      },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    },
  ]);
});

test('connections that every pod may open', () => {
  const manifests = rendered((chart) => new DefaultDeny(chart, 'deny', { egress: [Egress.dns()] }));
  expect(one(manifests, 'NetworkPolicy', 'deny').spec.egress[0].ports).toHaveLength(6);
});

/** A member, a release in no cluster and a job beside a policy that denies everything. */
function denied(egress: Egress[] | undefined, of: Egress[] = []): () => unknown {
  return () => {
    const chart = newChart();
    new DefaultDeny(chart, 'default-deny', { egress: of });
    newPhoenix(chart, { cluster: newCluster(chart), egress: [Egress.dns()] });
    newRelease(chart, { egress });
    newJob(chart, { egress });
    return synth(chart);
  };
}

test('a release that names its connections, or none, is fine beside it', () => {
  expect(denied([])).not.toThrow();
  expect(denied([Egress.to(NetworkPeer.cidr('10.0.0.0/8'), [5432])])).not.toThrow();
  expect(denied(undefined, [Egress.to(NetworkPeer.cidr('10.0.0.0/8'))])).not.toThrow();
});

test('one that names nothing is refused, also where all may look up names', () => {
  for (const shared of [[], [Egress.dns()]]) {
    expect(denied(undefined, shared)).toThrow('denies every connection from pods of the namespace');
    expect(denied(undefined, shared)).toThrow('worker');
  }
});

test('a member that names nothing is told that members would not reach each other', () => {
  const chart = newChart();
  new DefaultDeny(chart, 'default-deny');
  newPhoenix(chart, { cluster: newCluster(chart) });
  expect(() => synth(chart)).toThrow('name the connections of the release, `egress: [Egress.dns(), …]`');
});

test('a release whose connections another policy allows says so', () => {
  const chart = newChart();
  new DefaultDeny(chart, 'default-deny');
  newRelease(chart, { allow: [Waiver.settingsElsewhere('policy of the platform team')] });
  expect(() => synth(chart)).not.toThrow();
});
