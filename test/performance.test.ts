import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import results from '../bench/results.json';
import { inPage } from '../bench/table';

const page = readFileSync(join(__dirname, '../docs/performance.md'), 'utf8');

test('docs/performance.md has the figures of bench/results.json', () => {
  expect(inPage(page, results as Parameters<typeof inPage>[1])).toBe(page);
});

test('docs/performance.md claims no figure of time or size beside its table', () => {
  const [before, rest] = page.split('<!-- figures');
  const prose = before + rest.split('<!-- end of figures -->')[1];
  expect(prose.match(/(?<![\w.-])\d[\d.,]* ?(?:ms|s|MB|times|×)(?![\w-])/g)).toBeNull();
});
