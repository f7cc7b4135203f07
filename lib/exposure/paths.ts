import { Refusal } from '../errors/refusal';

/** Path as a Gateway takes it: https://gateway-api.sigs.k8s.io/reference/spec/#httppathmatch. */
const PATH = /^\/(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*$/;

/** Refuses paths that a Gateway or an Ingress does not take, none, and one that stands twice. */
export function checkPaths(property: string, paths: readonly string[] | undefined): void {
  if (paths === undefined) return;
  const wrong = paths.findIndex(
    (path, index) =>
      typeof path !== 'string' ||
      !PATH.test(path) ||
      /\/\/|\/\.\.?(\/|$)|%2f/i.test(path) ||
      paths.indexOf(path) !== index,
  );
  if (wrong < 0 && paths.length > 0) return;
  throw new Refusal({
    property: paths.length ? `${property}[${wrong}]` : property,
    value: paths.length ? paths[wrong] : paths,
    allowed: 'one path or more, each once, starting with `/`',
    fix: "for example ['/'] or ['/', '/live']",
  });
}
