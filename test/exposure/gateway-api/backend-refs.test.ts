import { App, Chart } from 'cdk8s';
import { Exposure, type PhoenixService, RouteFilter } from 'cdk8s-elixir';
import { errorOf, newChart, newPhoenix, one, synth } from '../../support/subjects';

const SERVICE = { group: '', kind: 'Service' };

const backends = (percent: number) => {
  const chart = newChart();
  const { endpoint } = newPhoenix(chart, { service: { port: 8080 } }, 'web-next');
  newPhoenix(chart, { exposures: [Exposure.gateway({ gateway: 'public', shares: [{ endpoint, percent }] })] });
  return one(synth(chart), 'HTTPRoute').spec.rules[0].backendRefs;
};

test.each([0, 10, 100])('%i in a hundred requests go to the other version, the rest stays', (percent) => {
  expect(backends(percent)).toEqual([
    { ...SERVICE, name: 'web', port: 80, weight: 100 - percent },
    { ...SERVICE, name: 'web-next', port: 8080, weight: percent },
  ]);
});

test.each([-1, 101, 0.5, Number.NaN])('%d in a hundred is refused', (percent) => {
  expect(errorOf(() => backends(percent)).message).toContain('`Exposure.gateway.shares[0].percent` is');
});

test('several versions share the requests, up to a hundred together and each once', () => {
  const chart = newChart();
  const [a, b] = ['a', 'b'].map((name) => newPhoenix(chart, {}, name).endpoint);
  const share = (shares: { endpoint: PhoenixService['endpoint']; percent: number }[]) =>
    Exposure.gateway({ gateway: 'public', shares });
  newPhoenix(chart, {
    exposures: [
      share([
        { endpoint: a, percent: 20 },
        { endpoint: b, percent: 5 },
      ]),
    ],
  });
  const [{ backendRefs }] = one(synth(chart), 'HTTPRoute').spec.rules;
  expect(backendRefs.map(({ weight }: { weight: number }) => weight)).toEqual([75, 20, 5]);
  const more = [
    { endpoint: a, percent: 60 },
    { endpoint: b, percent: 60 },
  ];
  expect(errorOf(() => share(more)).message).toContain('100 together at most');
  const twice = [
    { endpoint: a, percent: 1 },
    { endpoint: a, percent: 1 },
  ];
  expect(errorOf(() => share(twice)).message).toContain('`Exposure.gateway.shares[1].endpoint` is');
});

describe('an endpoint in another namespace', () => {
  const build = (namespace: string | undefined, make: (endpoint: PhoenixService['endpoint']) => object) => {
    const app = new App();
    const other = new Chart(app, 'other', { namespace: 'next' });
    const chart = new Chart(app, 'chart', { namespace });
    const { endpoint } = newPhoenix(other, {}, 'web-next');
    newPhoenix(chart, { exposures: [Exposure.gateway({ gateway: 'public', ...make(endpoint) })] });
    return synth(chart);
  };
  const shared = (endpoint: PhoenixService['endpoint']) => ({ shares: [{ endpoint, percent: 10 }] });

  test('is referred to with its namespace, whose ReferenceGrant admits the route', () => {
    const manifests = build('chat', shared);
    const [{ backendRefs }] = one(manifests, 'HTTPRoute').spec.rules;
    expect(backendRefs[1]).toEqual({ ...SERVICE, name: 'web-next', namespace: 'next', port: 80, weight: 10 });
    const { metadata, spec } = one(manifests, 'ReferenceGrant');
    expect(metadata).toMatchObject({ name: 'chat-web', namespace: 'next' });
    expect(spec).toEqual({
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'chat' }],
      to: [{ group: '', kind: 'Service', name: 'web-next' }],
    });
  });

  test('may get copies alone', () => {
    const manifests = build('chat', (endpoint) => ({ filters: [RouteFilter.mirror(endpoint, { percent: 50 })] }));
    const [{ filters }] = one(manifests, 'HTTPRoute').spec.rules;
    const backendRef = { ...SERVICE, name: 'web-next', namespace: 'next', port: 80 };
    expect(filters).toEqual([{ type: 'RequestMirror', requestMirror: { backendRef, percent: 50 } }]);
    expect(one(manifests, 'ReferenceGrant').metadata.namespace).toBe('next');
  });

  test('is refused where the namespace of the route is not known', () => {
    expect(errorOf(() => build(undefined, shared)).message).toContain('`namespace of the chart` is');
  });
});
