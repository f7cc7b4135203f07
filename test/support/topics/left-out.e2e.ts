import { check } from '../../e2e/support/check';

check('skips all of it', async (t) => t.skip('there is no such node', 'a node'));

check('skips a part of it', async (t) => {
  t.exactly('4000', '4000', '', 'the other part');
  t.skip('there is no IPv6', 'the part over IPv6');
});

test.skip('is left out by its file', () => {});

test('is no check', () => expect(1).toBe(1));
