const { atSecond, summary, withUnit } = require('./table');

/** A run of results.json as a page for the docs. */
module.exports = function page(run) {
  const { topics, checks, kubernetes, nodes, cores, commit, date, seconds } = run;
  const head = [
    '# Proof',
    '',
    'What one run of the end-to-end checks showed on a real Kubernetes. Written by `npm run e2e`, from',
    '[results.json](../test/e2e/results.json).',
    '',
    `- run: ${run.run}, of ${date}, in ${seconds} s`,
    `- commit: ${commit}`,
    `- Kubernetes: ${kubernetes}, ${nodes} ${nodes === 1 ? 'node that sees' : 'nodes that each see'} ${cores} cores`,
    `- checks: ${summary(run)}`,
    '',
  ];
  const failed = checks.filter(({ outcome }) => outcome === 'failed');
  return [
    ...head,
    ...list('Failed', failed, ({ failure }) => failure),
    ...list('Held at the second attempt', checks.filter(atSecond), ({ firstFailure }) => `first: ${firstFailure}`),
    ...list('Skipped', checks.flatMap(skipped), ({ why }) => why),
    ...rows(['topic', 'seconds', 'checks', 'what it shows, and on what'], topics.map(topicRow(checks))),
    ...topics.flatMap(({ topic }) => figuresOf(topic, checks)),
  ].join('\n');
};

function topicRow(checks) {
  return ({ topic, seconds, shows }) => [topic, seconds, checks.filter((one) => one.topic === topic).length, shows];
}

/** What a check skipped, and why. */
function skipped({ topic, sentence, outcome, figures }) {
  if (outcome === 'skipped' && figures.length === 0) return [{ topic, sentence, why: 'its file leaves it out' }];
  const left = figures.filter(({ passed }) => passed === null);
  return left.map(({ name, value }) => ({ topic, sentence: name, why: value.replace(/^skipped: /, '') }));
}

function list(title, all, why) {
  const lines = all.map((one) => `- ${one.topic}: ${one.sentence}: ${inLine(why(one))}`);
  return [`## ${title}`, '', ...(lines.length ? lines : ['Nothing.']), ''];
}

function inLine(text) {
  const line = String(text).replace(/\s+/g, ' ');
  return line.length > 400 ? `${line.slice(0, 400)} …` : line;
}

function figuresOf(topic, checks) {
  const lines = checks
    .filter((one) => one.topic === topic)
    .flatMap((check) => check.figures.map((one) => [one.name, withUnit(one), one.bound, holds(one, check)]));
  return [`## ${topic}`, '', ...rows(['figure', 'value', 'bound', 'holds'], lines)];
}

function holds({ passed }, check) {
  if (passed === null) return 'skipped';
  if (!passed) return 'no';
  return atSecond(check) ? 'at the second attempt' : 'yes';
}

function rows(head, lines) {
  const row = (cells) => `| ${cells.map((text) => String(text).replace(/\|/g, '\\|')).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...lines.map(row), ''];
}
