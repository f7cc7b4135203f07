import { ElixirRelease, type ErlangCluster, PhoenixService } from 'cdk8s-elixir';
import { apply } from './support/apply';
import { check } from './support/check';
import { scan } from './support/client';
import { cluster, web, worker } from './support/hello';
import { byRpc, whole } from './support/mesh';
import { pods } from './support/pods';
import { after, until } from './support/until';

const PORTS = [4000, 4369, 4370, 9100];

/** A node that is let in by every label and knows where the others are, with another cookie. */
function impostor(of: ErlangCluster) {
  const otherCookie = { name: 'RELEASE_COOKIE', valueFrom: { secretKeyRef: { name: 'chat', key: 'OTHER_COOKIE' } } };
  const container = { name: 'impostor', env: [otherCookie] };
  return worker(of, {
    replicas: 1,
    overrides: { workload: { spec: { template: { spec: { containers: [container] } } } } },
  });
}

check(
  'outside of the cluster only the declared port answers, and inside of it another cookie does not join',
  async (t) => {
    const namespace = await t.namespace();
    const elsewhere = await t.namespace();
    await apply(namespace, (chart) => {
      const all = cluster(chart);
      new PhoenixService(chart, 'web', web(all));
      new ElixirRelease(chart, 'impostor', impostor(all));
    });
    const { pods: members } = await whole(namespace, ['web'], 3);
    const [member] = members;
    const stranger = { labels: { 'app.kubernetes.io/name': 'stranger' } };
    const inside = { labels: { 'cdk8s-elixir/cluster': 'hello' } };
    const [near, far, own] = await Promise.all([
      scan(namespace, member.ip, PORTS, { ...stranger, name: 'near' }),
      scan(elsewhere, member.ip, PORTS, { ...inside, name: 'far' }),
      scan(namespace, member.ip, PORTS, { ...inside, name: 'own' }),
    ]);
    const open = (found: { [port: string]: string }) => PORTS.filter((port) => found[port] === 'open').join(' ');
    t.exactly(open(near), '4000', '', 'ports open to a pod without the label');
    t.exactly(open(far), '4000', '', 'ports open to a pod of another namespace');
    t.exactly(open(own), '4000 4370', '', 'ports open to a pod with the label, which shows that the scan can tell');

    const [{ name }] = await until('the impostor runs', 60, async () => {
      const found = await pods(namespace, 'impostor');
      return found[0]?.container.started && found;
    });
    await after(7); // longer than a look-up's pause, so that both sides have tried
    expect((await byRpc(namespace, name)).nodes).toEqual([]);
    const { views } = await whole(namespace, ['web'], 3);
    const strangers = views.flatMap(({ nodes }) => nodes.filter((node) => !views.some((view) => view.node === node)));
    t.exactly(strangers.length, 0, '', 'nodes that joined with another cookie');
  },
);
