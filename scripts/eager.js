// Has V8 compile the functions of a usual synth along with the file that they stand in, so that node's compile cache keeps
// them: what is compiled when it is called first, it does not keep. V8 takes a function in parentheses for one that is
// called at once.
const { Session } = require('node:inspector');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const ts = require('typescript');

/** Positions of the functions that a usual synth calls, by the file of the library that they stand in. */
function calledIn(library) {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  synth(require(library));
  const called = new Map();
  session.post('Profiler.takePreciseCoverage', (error, { result } = {}) => {
    if (error) throw error;
    for (const { url, functions } of result) called.set(url, functions.flatMap(positionOf));
  });
  session.disconnect();
  return (file) => new Set(called.get(pathToFileURL(file).href) ?? called.get(file));
}

function positionOf({ ranges: [{ startOffset, count }] }) {
  return count > 0 ? [startOffset] : [];
}

/** One service as most have it. */
function synth({ ConfigBundle, ErlangCluster, ExistingSecret, Exposure, PhoenixService, RequiredSecrets, Tls, app }) {
  const { Chart } = require('cdk8s');
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-elixir-'));
  const root = new app.FastApp({ outdir });
  const chart = new Chart(root, 'chat', { namespace: 'chat' });
  const secret = ExistingSecret.named('chat');
  new PhoenixService(chart, 'web', {
    image: 'ghcr.io/acme/chat:1.4.2',
    cluster: new ErlangCluster(chart, 'cluster', { cookie: secret.key('RELEASE_COOKIE') }),
    config: [new ConfigBundle(chart, 'config', { values: { POOL_SIZE: '10' }, files: { 'app.toml': 'a = 1\n' } })],
    host: 'chat.example.com',
    secretKeyBase: secret.key('SECRET_KEY_BASE'),
    databaseUrl: secret.key('DATABASE_URL'),
    exposures: [Exposure.ingress({ className: 'nginx', tls: Tls.clusterIssuer('letsencrypt') })],
  });
  root.synth();
  RequiredSecrets.text(root);
  rmSync(outdir, { recursive: true });
}

/** Code whose functions at these positions stand in parentheses; a declaration becomes the first statement of its module. */
function eager(code, called) {
  const edits = [];
  const visit = (node) => {
    if (ts.isArrowFunction(node) && called.has(node.getStart()) && !ts.isParenthesizedExpression(node.parent)) {
      edits.push([node.getStart(), node.getStart(), '('], [node.end, node.end, ')']);
    }
    if (ts.isFunctionDeclaration(node) && called.has(node.getStart()) && isModule(node.parent.parent)) {
      const text = applied(node, () => ts.forEachChild(node, visit));
      const start = node.parent.statements[0].getStart();
      edits.push([start, start, `var ${node.name.text} = (${text});\n`], [node.getStart(), node.end, '']);
    } else ts.forEachChild(node, visit);
  };
  /** Text of a node after the edits of what is in it. */
  const applied = (node, body) => {
    const from = edits.length;
    body();
    return edited(code, edits.splice(from), node.getStart(), node.end);
  };
  visit(ts.createSourceFile('index.js', code, ts.ScriptTarget.Latest, true));
  return edited(code, edits, 0, code.length);
}

/** Whether a function is that of a module: a member of the table of modules. */
function isModule(node) {
  return ts.isArrowFunction(node) && ts.isPropertyAssignment(node.parent.parent);
}

function edited(code, edits, start, end) {
  let text = '';
  let at = start;
  for (const [from, to, by] of edits.sort(([one], [other]) => one - other)) {
    text += code.slice(at, from) + by;
    at = to;
  }
  return text + code.slice(at, end);
}

module.exports = { calledIn, eager };
