import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from './arguments';
import { type Objects, objects } from './objects';

/** Writes the files of all services, with the library's own YAML writer and nothing else; `each` sees their objects. */
export function write(each: (all: ReturnType<Objects>, chart: string) => void): void {
  const { document, documents } = require('../lib/app/yaml/document') as typeof import('../../lib/app/yaml/document');
  const { count, oneChart, outdir } = program;
  mkdirSync(outdir, { recursive: true });
  const texts = (index: number) => {
    const all = objects(`web-${index}`);
    each(all, oneChart ? 'all' : `chart-${index}`);
    return all.map((object) => document(object, true));
  };
  if (oneChart) {
    const all = Array.from({ length: count }, (_, index) => texts(index)).flat();
    writeFileSync(join(outdir, 'all.k8s.yaml'), documents(all));
  } else {
    for (let index = 0; index < count; index++) {
      writeFileSync(join(outdir, `chart-${index}.k8s.yaml`), documents(texts(index)));
    }
  }
}
