import { RestartOn } from 'cdk8s-elixir';
import { newRelease, one, rendered } from '../support/subjects';

const deployment = (restartOn: RestartOn) =>
  one(
    rendered((chart) => newRelease(chart, { restartOn })),
    'Deployment',
  );

test('a version is an annotation of the pods, which a change replaces', () => {
  const { metadata, spec } = deployment(RestartOn.version('2026-11-30'));
  expect(spec.template.metadata.annotations).toMatchObject({ 'cdk8s-elixir/restart-version': '2026-11-30' });
  expect(metadata.annotations).toBeUndefined();
});

test('Reloader reads an annotation of the workload', () => {
  const { metadata, spec } = deployment(RestartOn.reloader());
  expect(metadata.annotations).toEqual({ 'reloader.stakater.com/auto': 'true' });
  expect(spec.template.metadata.annotations).toBeUndefined();
});

test('a version that is no value of a label is refused', () => {
  expect(() => RestartOn.version('of today, or so')).toThrow('RestartOn.version');
});
