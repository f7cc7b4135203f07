import { listed } from '../../lib/checks/listed';

test('names and numbers are told in their order, and nothing else', () => {
  expect(listed(['http', 80, undefined, {}, null, 'dist'])).toBe('http, 80, dist');
  expect(listed([])).toBe('');
});
