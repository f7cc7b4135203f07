import { type Chart, Size } from 'cdk8s';
import { Discovery, Egress, type ElixirReleaseProps, type ErlangClusterProps, PhoenixService } from 'cdk8s-elixir';
import { parseAllDocuments } from 'yaml';
import { check } from './support/check';
import { cluster, render, secret, web } from './support/hello';
import { kubectl } from './support/kubectl';
import { dryRun, lacksIpv6 } from './support/objects';
import { kinds, STRATEGIES } from './support/strategies';

const storage = [{ name: 'data', mountPath: '/var/lib/hello', size: Size.mebibytes(16) }];

/** What cannot work, and a word of what the refusal says would. */
const refused: readonly [string, () => Partial<ErlangClusterProps>, Partial<ElixirReleaseProps>, RegExp][] = [
  ...STRATEGIES.map(({ name, discovery, stableNames }): (typeof refused)[number] =>
    stableNames
      ? [`${name} on a Deployment`, () => ({ discovery }), {}, /set stableNames: true/]
      : [`${name} with stable names`, () => ({ discovery }), { stableNames: true }, /remove stableNames/],
  ),
  ...STRATEGIES.filter(({ stableNames }) => stableNames).map(({ name, discovery }): (typeof refused)[number] => [
    `${name} on a StatefulSet with storage alone`,
    () => ({ discovery }),
    { storage },
    /set stableNames: true/,
  ]),
  ['dnsCluster with egress, without DNS', () => ({}), { egress: [] }, /add Egress\.dns\(\)/],
  [
    'kubernetes with egress, without the API server',
    () => ({ discovery: Discovery.kubernetes() }),
    { egress: [Egress.dns()] },
    /add Egress\.apiServer/,
  ],
  [
    'kubernetesDns with IPv6',
    () => ({ discovery: Discovery.kubernetesDns(), ipv6: true }),
    {},
    /use Discovery\.dnsCluster\(\)/,
  ],
];

for (const [pair, clusterProps, props, fix] of refused) {
  check(`what cannot form a cluster is refused with the fix: ${pair}`, async (t) => {
    const build = (chart: Chart) => new PhoenixService(chart, 'web', web(cluster(chart, clusterProps()), props));
    expect(() => render('nowhere', build)).toThrow(fix);
    t.exactly('refused', 'refused', '', pair);
  });
}

check('what needs a database passes a strict dry run: Postgres', async (t) => {
  const namespace = await t.namespace();
  const discovery = Discovery.postgres({ url: secret.key('DATABASE_URL') });
  const yaml = render(namespace, (chart) => new PhoenixService(chart, 'web', web(cluster(chart, { discovery }))));
  const strict = ['--dry-run=server', '--validate=strict', '--warnings-as-errors'];
  await kubectl(['apply', ...strict, '-f', '-'], { input: yaml });
  t.exactly(0, 0, '', 'rejections of Postgres, by dry run');
});

check('every strategy passes a strict dry run with IPv6', async (t) => {
  const namespace = await t.namespace();
  let rejections = 0;
  let withoutIpv6 = 0;
  for (const strategy of STRATEGIES.filter(({ name }) => name !== 'kubernetesDns')) {
    for (const { props } of kinds(strategy)) {
      const { discovery } = strategy;
      const build = (chart: Chart) =>
        new PhoenixService(chart, 'web', web(cluster(chart, { discovery, ipv6: true }), props));
      for (const document of parseAllDocuments(render(namespace, build))) {
        const answer = await dryRun(namespace, document.toJS());
        if (lacksIpv6(answer)) withoutIpv6 += 1;
        else if (answer.status >= 300) rejections += 1;
      }
    }
  }
  t.exactly(rejections, 0, '', 'rejections with IPv6, by dry run');
  if (withoutIpv6) t.skip('this cluster has no IPv6', 'a cluster over IPv6');
});
