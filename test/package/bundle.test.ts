import { join } from 'node:path';
import manifest from '../../package.json';

test('the package is one file with everything that the compiled library exports', () => {
  const exported = (file: string) => Object.keys(require(join(__dirname, '../..', file))).sort();
  expect(exported(manifest.exports['.'].default)).toEqual(exported(manifest.main));
});
