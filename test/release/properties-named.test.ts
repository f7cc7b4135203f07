// Which property a refusal names, where a value of a release does not fit.
import { Size } from 'cdk8s';
import { ConfigBundle, Probe } from 'cdk8s-elixir';
import { newChart, newCluster, newRelease, rendered, variables } from '../support/subjects';

test.each<[string, object]>([
  ['livenessProbe', { livenessProbe: Probe.fromTcpSocket({ port: 'none' }) }],
  ['crashDumpSize', { crashDumpSize: Size.kibibytes(0) }],
  ['overrides.vmArgs', { overrides: { vmArgs: { data: 5 } } }],
  ['sidecarPorts', { sidecarPorts: [{ name: 'Admin', port: 9901 }] }],
])('%s', (property, props) => {
  expect(() => newRelease(newChart(), props)).toThrow(`\`${property}`);
});

test('a variable of a ConfigBundle that the release decides', () => {
  const chart = newChart();
  const config = new ConfigBundle(chart, 'config', { values: { ERL_FLAGS: '-hidden' } });
  expect(() => newRelease(chart, { config: [config] })).toThrow('`config[0].ERL_FLAGS` is "ERL_FLAGS"');
});

test('the locale gives way to a variable of its name alone', () => {
  const locale = (env: { [name: string]: string }) =>
    variables(rendered((chart) => newRelease(chart, { cluster: newCluster(chart), env }))).LANG;
  expect(locale({ A: 'b' })).toBe('C.UTF-8');
  expect(locale({ A: 'b', LANG: 'de_DE.UTF-8' })).toBe('de_DE.UTF-8');
});
