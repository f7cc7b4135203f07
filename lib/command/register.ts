/**
 * For `app: node -r cdk8s-elixir/register main.ts` in cdk8s.yaml: node reads TypeScript, and shows what stops a synth as
 * its message. Types are taken out by sucrase and not checked, as `tsc --noEmit` and the editor do that. Each line stays
 * where it is, so that a stack needs no source maps. What sucrase does not read, namespaces with values and decorators,
 * takes `app: npx ts-node main.ts`.
 */
import './compile-cache';
import './messages';

require('sucrase/register/ts');
require('./strict-syntax');
