import { Exposure } from 'cdk8s-elixir';
import { errorOf, newChart, newPhoenix, one, synth } from '../support/subjects';

const backends = (percent: number) => {
  const chart = newChart();
  const { endpoint } = newPhoenix(chart, { service: { port: 8080 } }, 'web-next');
  newPhoenix(chart, { exposures: [Exposure.gateway({ gateway: 'public', canary: { endpoint, percent } })] });
  return one(synth(chart), 'HTTPRoute').spec.rules[0].backendRefs;
};

test.each([0, 10, 100])('%i in a hundred requests go to the other version, the rest stays', (percent) => {
  expect(backends(percent)).toEqual([
    { group: '', kind: 'Service', name: 'web', port: 80, weight: 100 - percent },
    { group: '', kind: 'Service', name: 'web-next', port: 8080, weight: percent },
  ]);
});

test.each([-1, 101, 0.5, Number.NaN])('%d in a hundred is refused', (percent) => {
  expect(errorOf(() => backends(percent)).message).toContain('`Exposure.gateway.canary.percent` is');
});
