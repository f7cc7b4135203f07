// Preloaded into the app by `cdk8s-elixir synth`: what stops a synth is shown as its message, with the user's line where
// the message names no construct. With DEBUG set everything is shown.
import { inspect } from 'node:util';

process.on('uncaughtException', (error: unknown) => {
  console.error(error instanceof Error && !process.env.DEBUG ? told(error) : inspect(error));
  process.exit(1);
});

function told(error: Error): string {
  const { placeOf } = require('./user-frame') as typeof import('./user-frame'); // only where something went wrong
  const place = placeOf(error);
  const message =
    error.name === 'Error' || error.name === 'Refusal' ? error.message : `${error.name}: ${error.message}`;
  return place === undefined ? message : `${message}\n  at:      ${place}`;
}
