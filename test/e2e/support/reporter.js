const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');

const RESULTS = join(__dirname, '../results.json');

/** Prints one table of every figure and writes results.json; a part of the suite replaces its own lines only. */
module.exports = class {
  constructor(config) {
    this.failed = [];
    this.ran = [];
    this.config = config;
  }

  onTestResult(_test, result) {
    const topic = basename(result.testFilePath, '.e2e.ts');
    this.ran.push(topic);
    if (result.testExecError) this.failed.push(failure(topic));
    for (const test of result.testResults)
      if (test.status === 'failed') this.failed.push(failure(`${topic}: ${test.title}`));
  }

  onRunComplete() {
    const file = process.env.E2E_FIGURES;
    const text = file && existsSync(file) ? readFileSync(file, 'utf8') : '';
    const kept = text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    const known = new Set(kept.filter(({ passed }) => passed === false).map(({ name }) => name));
    const figures = [...kept, ...this.failed.filter(({ name }) => ![...known].some((one) => one.startsWith(name)))];
    if (figures.length === 0) return;
    console.log(table(sorted(figures)));
    if (process.env.E2E_RESULTS !== 'none') write(figures, this.ran);
  }
};

function failure(name) {
  return { name, value: 'failed', unit: '', bound: 'holds', passed: false };
}

function sorted(figures) {
  return [...figures].sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
}

function write(figures, ran) {
  const before = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : [];
  const others = before.filter(({ name }) => !ran.some((topic) => name.startsWith(`${topic}: `)));
  writeFileSync(RESULTS, `${JSON.stringify(sorted([...others, ...figures]), null, 2)}\n`);
}

function table(figures) {
  const rows = [['', 'figure', 'value', 'bound'], ...figures.map(row)];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((cells) => cells[column].length)));
  return `\n${rows.map((cells) => cells.map((cell, at) => cell.padEnd(widths[at])).join('  ')).join('\n')}\n`;
}

function row({ name, value, unit, bound, passed }) {
  const mark = passed === null ? 'skip' : passed ? 'ok' : 'FAIL';
  return [mark, name, `${value}${unit ? ` ${unit}` : ''}`, bound];
}
