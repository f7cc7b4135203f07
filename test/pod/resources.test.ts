import { Size } from 'cdk8s';
import { Resources, Waiver } from 'cdk8s-elixir';
import { Cpu } from 'cdk8s-plus-27';
import { container, newChart, newRelease, rendered } from '../support/subjects';

const UNLIMITED = Resources.of({ cpu: { request: Cpu.millis(1000) }, memory: { request: Size.mebibytes(256) } });

test('memory without a limit is refused where it is used', () => {
  expect(() => newRelease(newChart(), { resources: UNLIMITED })).toThrow("allow: [Waiver.noMemoryLimit('why')]");
});

test('memory without a limit is taken with a waiver', () => {
  const allow = [Waiver.noMemoryLimit('the node is its own')];
  const { resources } = container(rendered((chart) => newRelease(chart, { resources: UNLIMITED, allow })));
  expect(resources).toEqual({
    requests: { cpu: '1', memory: '256Mi', 'ephemeral-storage': '512Mi' },
    limits: { 'ephemeral-storage': '1Gi' },
  });
});
