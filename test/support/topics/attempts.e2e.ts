import { check } from '../../e2e/support/check';

let tries = 0;
const seen: string[] = [];

check('holds', async (t) => t.atMost(3, 5, 's', 'a figure'));

check('fails once', async (t) => {
  seen.push(await t.namespace());
  tries += 1;
  t.atMost(tries === 1 ? 9 : 4, 5, 's', 'a time');
  t.exactly(new Set(seen).size, tries, '', 'namespaces so far');
});

check('fails twice', async (t) => {
  t.atMost(6, 5, 's', 'too long a time');
});

let beside = 0;
check.beside('fails once beside others', async () => {
  beside += 1;
  if (beside === 1) throw new Error('not at once');
});

check('fails when no second attempt is left', async () => {
  throw new Error('too late');
});
