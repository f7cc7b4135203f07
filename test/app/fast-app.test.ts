import { App } from 'cdk8s';
import { FastApp } from 'cdk8s-elixir/app';

const VALIDATES_ONCE = Symbol.for('cdk8s.validatesOncePerSynth');

test('a FastApp says that it runs validations once a synth; the stock App does not', () => {
  const app = new FastApp();
  expect(Object.getOwnPropertyDescriptor(app, VALIDATES_ONCE)).toMatchObject({ value: true, enumerable: false });
  expect(VALIDATES_ONCE in new App()).toBe(false);
});
