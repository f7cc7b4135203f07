import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { program, report } from './arguments';
import { objects } from './objects';

/** The least there is to do: plain objects whose keys are sorted, the library's YAML writer, and the files. */
const { document, documents } = require('../lib/app/yaml/document') as typeof import('../../lib/app/yaml/document');
const { count, oneChart, outdir } = program;

mkdirSync(outdir, { recursive: true });
const texts = (index: number) => objects(`web-${index}`).map((object) => document(object, true));
if (oneChart) {
  const all = Array.from({ length: count }, (_, index) => texts(index)).flat();
  writeFileSync(join(outdir, 'all.k8s.yaml'), documents(all));
} else {
  for (let index = 0; index < count; index++) {
    writeFileSync(join(outdir, `chart-${index}.k8s.yaml`), documents(texts(index)));
  }
}
report();
