import { newPhoenix, rendered, variables } from '../support/subjects';

const origins = (hosts?: string[]) =>
  variables(rendered((chart) => newPhoenix(chart, { host: 'shop.example.com', hosts }))).CHECK_ORIGIN;

test('the host alone needs no variable', () => {
  expect(origins()).toBeUndefined();
  expect(origins(['shop.example.com'])).toBeUndefined();
});

test('further hosts stand beside it, in the form of check_origin', () => {
  expect(origins(['shop.example.com', '*.shop.example.com'])).toBe('//shop.example.com,//*.shop.example.com');
});

test('a host apart from those of the ways in is among them', () => {
  expect(origins(['*.example.com'])).toBe('//shop.example.com,//*.example.com');
});

test('hosts that are none are refused before', () => {
  expect(() => origins(['https://shop.example.com'])).toThrow('`hosts[0]`');
  expect(() => origins([])).toThrow('`hosts`');
});
