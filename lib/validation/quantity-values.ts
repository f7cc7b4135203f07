const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/**
 * Quantity as a number; undefined where the API server reads none.
 *
 * Source: apimachinery, pkg/api/resource, `Quantity`.
 */
export function quantityValue(value: unknown): number | undefined {
  const [, digits, unit = ''] = QUANTITY.exec(String(value)) ?? [];
  if (digits === undefined || !['string', 'number'].includes(typeof value)) return undefined;
  if (/^[eE]./.test(unit)) return Number(`${digits}${unit}`);
  const binary = BINARY.indexOf(unit);
  return Number(digits) * (binary > 0 ? 1024 ** binary : 1000 ** (DECIMAL.indexOf(unit) - DECIMAL.indexOf('')));
}
