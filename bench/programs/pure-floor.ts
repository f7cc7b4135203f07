import { report } from './arguments';
import { write } from './written';

/** The least that node has to do: plain objects, the YAML writer, the files. What the writer asks of cdk8s is yaml's. */
const file = require.resolve('cdk8s');
const { stringify } = require(require.resolve('yaml', { paths: [file] })) as typeof import('yaml');
const options = { keepUndefined: true, lineWidth: 0, version: '1.1' } as const; // as cdk8s's Yaml.stringify has them
const Yaml = { stringify: (value: unknown) => stringify(value, options) };
require.cache[file] = { id: file, filename: file, loaded: true, exports: { Yaml } } as unknown as NodeJS.Module;

write(() => {});
report();
