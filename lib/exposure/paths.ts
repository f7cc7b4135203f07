import { Refusal } from '../errors/refusal';
import { isRoutePath } from '../kubernetes/route-paths';

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
    (path, index) => !isRoutePath(path) || path.length > LONGEST_PATH || paths.indexOf(path) !== index,
  );
  if (paths.length > most) throw tooMany(property, paths.length, most);
  if (wrong < 0 && paths.length > 0) return;
  throw new Refusal({
    property: paths.length ? `${property}[${wrong}]` : property,
    value: paths.length ? paths[wrong] : paths,
    allowed: `one path or more, each once, starting with \`/\`${paths[wrong]?.length > LONGEST_PATH ? `, of ${LONGEST_PATH} characters at most` : ''}`,
    fix: "for example ['/'] or ['/', '/live']",
  });
}

function tooMany(property: string, count: number, most: number): Refusal {
  return new Refusal({
    property,
    kind: `${count} paths`,
    allowed: `${most} at most`,
    fix: 'share them among several ways in',
  });
}
