/**
 * For `app: node -r cdk8s-elixir/register main.ts` in cdk8s.yaml: node reads TypeScript, and shows what stops a synth as
 * its message.
 */
import './compile-cache';
import './messages';
import { readTypescript } from './typescript';

readTypescript();
