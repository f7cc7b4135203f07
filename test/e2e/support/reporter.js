const { readFileSync, writeFileSync, existsSync } = require('node:fs');
const { basename, join } = require('node:path');
const { stripVTControlCharacters } = require('node:util');
const page = require('./page');
const { summary, table } = require('./table');

/**
 * Prints one table of a run and, where all topics ran, writes it as one whole: a part of a run is never mixed into the
 * results of another. Options: the topics with what each shows, how many minutes they may take, and where results go.
 */
module.exports = class {
  constructor(config, options) {
    this.options = options;
    this.tests = [];
    this.topics = [];
    const { testNamePattern, testPathPatterns, onlyFailures, onlyChanged, shard } = config;
    this.isPart = Boolean(testNamePattern || testPathPatterns.isSet() || onlyFailures || onlyChanged || shard);
  }

  onTestResult(_test, { testFilePath, testResults, testExecError, perfStats }) {
    const topic = basename(testFilePath, '.e2e.ts');
    this.topics.push({ topic, seconds: Math.round(perfStats.runtime / 1000), shows: this.options.topics[topic] });
    const { message } = testExecError ?? {};
    if (testExecError) this.tests.push({ topic, title: 'the file itself', status: 'failed', message });
    for (const { title, status, duration, failureMessages } of testResults) {
      this.tests.push({ topic, title, status, duration, message: failureMessages.join('\n') });
    }
  }

  onRunComplete(_contexts, { startTime, wasInterrupted }) {
    const folder = process.env.E2E_FOLDER;
    if (!folder || !existsSync(join(folder, 'about.json'))) return;
    this.sort();
    const checks = this.checks(folder);
    const seconds = Math.round((Date.now() - startTime) / 1000);
    this.problem = this.problems(checks, seconds).join('; ') || undefined;
    const { topics, problem } = this;
    const run = { ...JSON.parse(readFileSync(join(folder, 'about.json'), 'utf8')), seconds, problem, topics, checks };
    console.log(`\n${table(run)}\n${summary(run)}`);
    const { results } = this.options;
    if (this.isPart || wasInterrupted || !results || process.env.E2E_RESULTS === 'none') return;
    writeFileSync(results.json, `${JSON.stringify(run, null, 2)}\n`);
    writeFileSync(results.page, page(run));
  }

  /** Topics end in any order; the table and results keep theirs. */
  sort() {
    const byTopic = (one, other) => (one.topic < other.topic ? -1 : Number(one.topic > other.topic));
    this.topics.sort(byTopic);
    this.tests.sort(byTopic);
  }

  /** What Jest saw of every test, and what each check said itself. In a part, tests that were not asked for are left out. */
  checks(folder) {
    const file = join(folder, 'checks.jsonl');
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
    const told = lines.map((line) => JSON.parse(line));
    const found = this.tests.map(({ topic, title, status, duration, message }) => {
      const own = told.findLast((one) => one.topic === topic && one.sentence === title);
      const seconds = Math.round((duration ?? 0) / 100) / 10;
      const plain = { topic, sentence: title, seconds, attempts: 1, figures: [] };
      const failure = own?.failure ?? stripVTControlCharacters(message ?? '').split('\n    at ')[0];
      if (status === 'failed') return { ...plain, ...own, outcome: status, failure };
      if (own) return own;
      return status === 'passed' ? { ...plain, outcome: status } : { ...plain, attempts: 0, outcome: 'skipped' };
    });
    return found.filter(({ attempts }) => attempts > 0 || !this.isPart);
  }

  /** What is wrong with the run itself: then it fails, whatever its checks say. */
  problems(checks, seconds) {
    const { topics, minutes } = this.options;
    const lost = Object.keys(topics).filter((topic) => !this.topics.some((one) => one.topic === topic));
    return [
      ...(checks.some(({ attempts }) => attempts > 0) ? [] : ['no check ran']),
      ...(this.isPart || lost.length === 0 ? [] : [`topics that did not run: ${lost.join(', ')}`]),
      ...(this.isPart || seconds <= minutes * 60 ? [] : [`took ${seconds} s, which must be at most ${minutes * 60}`]),
    ];
  }

  getLastError() {
    return this.problem === undefined ? undefined : new Error(this.problem);
  }
};
