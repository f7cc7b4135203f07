/** What a run came to, in a line. */
function summary({ checks, problem }) {
  const count = (holds) => checks.filter(holds).length;
  const figures = checks.flatMap((one) => one.figures).filter(({ passed }) => passed === null).length;
  const parts = [
    `${checks.length} checks`,
    `${count(atSecond)} held at the second attempt`,
    `${count(({ outcome }) => outcome === 'skipped')} skipped`,
    `${count(({ outcome }) => outcome === 'failed')} failed`,
    `${figures} figures skipped`,
    ...(problem ? [`the run FAILED: ${problem}`] : []),
  ];
  return parts.join(', ');
}

/** It failed, and then held. */
function atSecond({ attempts, outcome }) {
  return attempts > 1 && outcome !== 'failed';
}

/** Every figure, and every check that is more than its figures, in columns. */
function table({ checks }) {
  const rows = [['', 'topic', 'figure', 'value', 'bound'], ...checks.flatMap(rowsOf)];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((cells) => cells[column].length)));
  const line = (cells) => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ');
  return `${rows.map((cells) => line(cells).trimEnd()).join('\n')}\n${checks.flatMap(attemptsOf).join('\n')}\n`;
}

function rowsOf({ topic, sentence, attempts, outcome, figures }) {
  const ok = atSecond({ attempts, outcome }) ? '2nd' : 'ok';
  const mark = ({ passed }) => (passed === null ? 'skip' : passed ? ok : 'FAIL');
  const rows = figures.map((one) => [mark(one), topic, one.name, withUnit(one), one.bound]);
  if (outcome === 'failed') return [...rows, ['FAIL', topic, sentence, 'failed', 'holds']];
  return rows.length > 0 ? rows : [[outcome === 'skipped' ? 'skip' : ok, topic, sentence, outcome, '']];
}

function attemptsOf({ topic, sentence, attempts, outcome, firstFailure }) {
  if (attempts < 2) return [];
  const became = atSecond({ attempts, outcome }) ? 'HELD AT THE SECOND ATTEMPT' : 'FAILED TWICE';
  return [`\n${became}: ${topic}: ${sentence}\n  first: ${firstFailure.replaceAll('\n', '\n         ')}`];
}

/** A figure's value with its unit. */
function withUnit({ value, unit }) {
  return `${value}${unit ? ` ${unit}` : ''}`;
}

module.exports = { summary, table, atSecond, withUnit };
