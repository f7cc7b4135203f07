// Preloaded into the app by `cdk8s-elixir synth`: what stops a synth is shown as its message, with the user's line where
// the message names no construct. With DEBUG set everything is shown.
import { inspect } from 'node:util';

const show = (error: unknown) => {
  console.error(error instanceof Error && !process.env.DEBUG ? told(error) : inspect(error));
  process.exit(1);
};

process.on('uncaughtException', show);

// A thrown value that is no Error holds no stack. Node knows its place, and prints it where no handler is left.
process.on('uncaughtExceptionMonitor', (error: unknown) => {
  if (error instanceof Error || process.listenerCount('uncaughtException') > 1) return;
  process.off('uncaughtException', show);
  console.error(`the app threw what is no error: ${inspect(error)}`);
});

function told(error: Error): string {
  const { messageOf, placeOf } = require('./user-frame') as typeof import('./user-frame'); // only where something went wrong
  const place = placeOf(error);
  const name = error.name === 'Error' || error.name === 'Refusal' ? '' : `${error.name}: `;
  return `${name}${messageOf(error)}${place === undefined ? '' : `\n  at:      ${place}`}`;
}
