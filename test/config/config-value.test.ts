import { Duration, Size } from 'cdk8s';
import { ConfigValue } from 'cdk8s-elixir';
import { errorOf } from '../support/subjects';

test('values are the text that the unit says', () => {
  expect(ConfigValue.integer(-3).text).toBe('-3');
  expect(ConfigValue.boolean(false).text).toBe('false');
  expect(ConfigValue.milliseconds(Duration.seconds(5)).text).toBe('5000');
  expect(ConfigValue.seconds(Duration.minutes(2)).text).toBe('120');
  expect(ConfigValue.bytes(Size.mebibytes(8)).text).toBe('8388608');
  expect(ConfigValue.url('https://search.example.com/a?b=c').text).toBe('https://search.example.com/a?b=c');
});

test('what String.to_integer would not read is refused', () => {
  expect(() => ConfigValue.integer(1.5)).toThrow('a whole number, as String.to_integer reads it');
  expect(() => ConfigValue.integer(2 ** 60)).toThrow('ConfigValue.integer');
  expect(() => ConfigValue.seconds(Duration.millis(1500))).toThrow('whole seconds');
  expect(() => ConfigValue.bytes(Size.kibibytes(0.3))).toThrow('whole bytes');
});

test.each([
  ['no scheme', 'find.example.org'],
  ['no host', 'mailto:a@example.com'],
  ['a space', 'https://find.example.org/a b'],
  ['a user', 'https://me@find.example.org'],
  ['a password', 'https://:pass@find.example.org'],
])('a URL with %s is refused, and not shown', (_, url) => {
  expect(() => ConfigValue.url(url)).toThrow('ConfigValue.url');
  expect(errorOf(() => ConfigValue.url(url)).message).not.toContain(url);
});
