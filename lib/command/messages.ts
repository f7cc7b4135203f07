// Preloaded into the app by `cdk8s-elixir synth`: what stops a synth is shown as its message. A stack says where the
// description was read, not where it is wrong; with DEBUG set it is shown all the same.
process.on('uncaughtException', (error) => {
  console.error(process.env.DEBUG ? error.stack : `${error.name === 'Error' ? '' : `${error.name}: `}${error.message}`);
  process.exit(1);
});
