/** results.json as a page for the docs: a table a topic. */
module.exports = function page(figures) {
  const topics = new Map();
  for (const figure of figures) {
    const [topic, ...rest] = figure.name.split(': ');
    topics.set(topic, [...(topics.get(topic) ?? []), { ...figure, name: rest.join(': ') }]);
  }
  const tables = [...topics].map(([topic, rows]) => {
    const lines = rows.map(({ name, value, unit, bound, passed }) => {
      const mark = passed === null ? 'skipped' : passed ? 'yes' : 'no';
      return `| ${[name, `${value}${unit ? ` ${unit}` : ''}`, bound, mark].map(cell).join(' | ')} |`;
    });
    return [`## ${topic}`, '', '| figure | value | bound | holds |', '| --- | --- | --- | --- |', ...lines, ''].join(
      '\n',
    );
  });
  const head =
    '# Proof\n\nWhat the end-to-end checks measured last, on a real Kubernetes with three nodes (two cores in all). Written by\n`npm run e2e`, from [results.json](../test/e2e/results.json).\n';
  return [head, ...tables].join('\n');
};

function cell(text) {
  return String(text).replace(/\|/g, '\\|');
}
