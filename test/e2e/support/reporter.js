const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');

const page = require('./page');

const RESULTS = join(__dirname, '../results.json');
const PAGE = join(__dirname, '../../../docs/proof.md');

/**
 * Prints one table of every figure and writes results.json and docs/proof.md; what did not run keeps its lines. Options: what a whole run
 * is called, of how many files it is made, and how many minutes it may take.
 */
module.exports = class {
  constructor(config, options) {
    this.failed = [];
    this.passed = [];
    this.ran = [];
    this.some = Boolean(config.testNamePattern);
    this.options = options;
  }

  onTestResult(_test, result) {
    const topic = basename(result.testFilePath, '.e2e.ts');
    this.ran.push(topic);
    if (result.testExecError) this.failed.push(failure(topic));
    for (const { status, title } of result.testResults) {
      if (status === 'failed') this.failed.push(failure(`${topic}: ${title}`));
      if (status === 'passed') this.passed.push(`${topic}: ${title}`);
    }
  }

  onRunComplete(_contexts, { startTime }) {
    const file = process.env.E2E_FIGURES;
    const text = file && existsSync(file) ? readFileSync(file, 'utf8') : '';
    const kept = text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    const figures = [...kept, ...this.failed, ...this.duration(startTime)];
    if (figures.length === 0) return;
    console.log(table(sorted(figures)));
    if (process.env.E2E_RESULTS !== 'none') this.write(figures);
  }

  /** How long it took, where everything ran. */
  duration(startTime) {
    const { part, files, minutes } = this.options;
    if (this.some || this.ran.length < files) return [];
    const value = Math.round((Date.now() - startTime) / 6000) / 10;
    return [{ name: `suite: ${part}`, value, unit: 'min', bound: `at most ${minutes}`, passed: value <= minutes }];
  }

  write(figures) {
    const before = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : [];
    const replaced = (name) =>
      figures.some((one) => one.name === name) ||
      this.passed.includes(name) ||
      (!this.some && this.ran.some((topic) => name.startsWith(`${topic}: `)));
    const others = before.filter(({ name }) => !replaced(name));
    const all = sorted([...others, ...figures]);
    writeFileSync(RESULTS, `${JSON.stringify(all, null, 2)}\n`);
    writeFileSync(PAGE, page(all));
  }
};

function failure(name) {
  return { name, value: 'failed', unit: '', bound: 'holds', passed: false };
}

function sorted(figures) {
  return [...figures].sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
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
