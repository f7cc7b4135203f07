import { Waiver } from 'cdk8s-elixir';
import { acceptedRisks, accepts, waiverKey } from '../../lib/risks/accepted-risks';
import { newChart, newRelease, rendered, workload } from '../support/subjects';

const LONG = `A_${'VERY_'.repeat(15)}LONG`;

test('the annotation of a long name ends in a hash, so that no two reasons share a key', () => {
  const waivers = [Waiver.plainValue(`${LONG}_PASSWORD`, 'one'), Waiver.plainValue(`${LONG}_TOKEN`, 'two')];
  const risks = acceptedRisks(waivers);
  expect(Object.values(risks)).toEqual(['one', 'two']);
  for (const key of Object.keys(risks)) expect(key.split('/')[1].length).toBeLessThanOrEqual(63);
});

test('names that no annotation can have get a key that can be one', () => {
  for (const name of ['A_', 'A B', 'ä/b', '']) {
    expect(waiverKey(`plain-value.${name}`)).toMatch(/^cdk8s-elixir\/[A-Za-z0-9][-\w.]{0,61}[A-Za-z0-9]$/);
  }
});

test('one waiver accepts several plain values', () => {
  const allow = [Waiver.plainValues(['DEMO_PASSWORD', 'DEMO_TOKEN'], 'a demo')];
  const manifests = rendered((chart) => newRelease(chart, { env: { DEMO_PASSWORD: 'x', DEMO_TOKEN: 'y' }, allow }));
  expect(workload(manifests).metadata.annotations).toEqual({
    'cdk8s-elixir/waiver.plain-value.DEMO_PASSWORD': 'a demo',
    'cdk8s-elixir/waiver.plain-value.DEMO_TOKEN': 'a demo',
  });
});

test.each([[[]], [['']], [[5]], ['A']])('%j is no list of names', (names) => {
  expect(() => Waiver.plainValues(names as string[], 'why')).toThrow(/`Waiver.plainValues.names(\[0\])?` is/);
});

test('a reason of nothing accepts nothing', () => {
  expect(accepts({ [waiverKey('latest-tag')]: ' ' }, 'latest-tag')).toBe(false);
  expect(accepts({ [waiverKey('latest-tag')]: 5 }, 'latest-tag')).toBe(false);
  expect(accepts({ [waiverKey('latest-tag')]: 'why' }, 'latest-tag')).toBe(true);
});

test.each([['latest-tag'], [5], [null], [{}], [{ reason: 'why' }]])('%j is no waiver', (waiver) => {
  expect(() => newRelease(newChart(), { allow: [waiver as never] })).toThrow('`allow[0]` is');
});
