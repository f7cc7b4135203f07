/** What a measured program is told: `COUNT per|one FOLDER …`; `cdk8s-elixir synth` chooses the folder itself. */
const [count, layout, outdir, ...rest] = process.env.BENCH?.split(' ') ?? process.argv.slice(2);
export const program = { count: Number(count), oneChart: layout === 'one', outdir, rest };

/** Last words of a measured program: the most memory that it took, in kB. */
export function report(more: object = {}): void {
  console.log(JSON.stringify({ kilobytes: process.resourceUsage().maxRSS, ...more }));
}
