// An ES module imports by name, in JavaScript and in TypeScript.
import { ErlangCluster, PhoenixService, Resources } from 'cdk8s-elixir';
import { FastApp } from 'cdk8s-elixir/app';

const names = [ErlangCluster, PhoenixService, Resources, FastApp];
if (!names.every((one) => typeof one === 'function')) throw new Error('not exported');
