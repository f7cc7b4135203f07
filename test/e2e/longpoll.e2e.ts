import { PhoenixService } from 'cdk8s-elixir';
import { apply, rolledOut } from './support/apply';
import { check } from './support/check';
import { result, start } from './support/client';
import { cluster, render, web } from './support/hello';
import { whole } from './support/mesh';

const MESSAGES = 60;

/** What became of the messages that one session of long polling sent, each by a connection of its own. */
async function polled(namespace: string): Promise<{ [what: string]: number }> {
  const env = { LONGPOLL_URL: 'http://web', LONGPOLL_MESSAGES: String(MESSAGES) };
  await start(namespace, { name: 'client', expression: 'Hello.LongPoll.Client.run()', env });
  return result(namespace, 'client', 240);
}

check.beside(
  'a session of long polling goes on whichever of three pods of one cluster a request reaches',
  async (t) => {
    const namespace = await t.namespace();
    await apply(namespace, (chart) => {
      new PhoenixService(chart, 'web', web(cluster(chart), { longpoll: true }));
    });
    await whole(namespace, ['web'], 3);
    await rolledOut(namespace, 'deployment/web');
    const { echoed, gone, others } = await polled(namespace);
    t.exactly(echoed, MESSAGES, '', `messages that came back, of ${MESSAGES}`);
    t.exactly(gone, 0, '', 'requests that found no session');
    t.exactly(others, 2, '', 'further nodes that answered requests of the session');
  },
);

check.beside('without a cluster the same session is gone at two of three pods, and synth refuses it', async (t) => {
  const namespace = await t.namespace();
  const refused = () =>
    render(namespace, (chart) => new PhoenixService(chart, 'web', web(undefined, { longpoll: true })));
  expect(refused).toThrow('nodes of one cluster');
  await apply(namespace, (chart) => void new PhoenixService(chart, 'web', web()));
  await rolledOut(namespace, 'deployment/web');
  const { echoed, gone } = await polled(namespace);
  t.atLeast(gone, MESSAGES / 2, '', `messages that found no session, of ${MESSAGES}`);
  t.atMost(echoed, MESSAGES / 2, '', 'messages that came back');
});
