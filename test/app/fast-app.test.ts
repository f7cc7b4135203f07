import { App, Chart } from 'cdk8s';
import { FastApp } from 'cdk8s-elixir/app';

const VALIDATES_ONCE = Symbol.for('cdk8s.validatesOncePerSynth');

test('a FastApp says that it runs validations once a synth; the stock App does not', () => {
  const app = new FastApp();
  expect(Object.getOwnPropertyDescriptor(app, VALIDATES_ONCE)).toMatchObject({ value: {}, enumerable: false });
  expect(VALIDATES_ONCE in new App()).toBe(false);
});

test('a FastApp tells validations what is validated, and nothing before and after, though one fails', () => {
  const app = new FastApp();
  const chart = new Chart(app, 'chart');
  const told = () => (app as any)[VALIDATES_ONCE].constructs;
  const seen: unknown[] = [];
  chart.node.addValidation({ validate: () => [String(seen.push(told()))] });
  expect(() => app.synthYaml()).toThrow('[chart] 1');
  expect(() => app.synth()).toThrow('[chart] 2');
  expect(seen).toEqual([app.node.findAll(), app.node.findAll()]);
  expect(told()).toBeUndefined();
});
