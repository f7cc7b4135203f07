import { Refusal } from '../errors/refusal';

/** Path as a Gateway takes it: https://gateway-api.sigs.k8s.io/reference/spec/#httppathmatch. */
const PATH = /^\/(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*$/;

/** Longest path of a route: https://gateway-api.sigs.k8s.io/reference/spec/#httppathmatch. */
const LONGEST_PATH = 1024;

/** Refuses paths that a Gateway or an Ingress does not take, none, and one that stands twice. */
export function checkPaths(
  property: string,
  paths: readonly string[] | undefined,
  most = Number.POSITIVE_INFINITY,
): void {
  if (paths === undefined) return;
  const wrong = paths.findIndex(
    (path, index) =>
      typeof path !== 'string' ||
      !PATH.test(path) ||
      path.length > LONGEST_PATH ||
      /\/\/|\/\.\.?(\/|$)|%2f/i.test(path) ||
      paths.indexOf(path) !== index,
  );
  if (paths.length > most) throw tooMany(property, paths.length, most);
  if (wrong < 0 && paths.length > 0) return;
  throw new Refusal({
    property: paths.length ? `${property}[${wrong}]` : property,
    value: paths.length ? paths[wrong] : paths,
    allowed: `one path or more, each once, starting with \`/\`${long(paths[wrong]) ? `, of ${LONGEST_PATH} characters at most` : ''}`,
    fix: "for example ['/'] or ['/', '/live']",
  });
}

function long(path: unknown): boolean {
  return typeof path === 'string' && path.length > LONGEST_PATH;
}

function tooMany(property: string, count: number, most: number): Refusal {
  return new Refusal({
    property,
    kind: `${count} paths`,
    allowed: `${most} at most`,
    fix: 'share them among several ways in',
  });
}
