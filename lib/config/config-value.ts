import { type Duration, type Size, SizeRoundingBehavior } from 'cdk8s';
import { Refusal } from '../errors/refusal';
import { publicClass } from '../props/public-class';

/**
 * Typed value of a configuration, as the text that runtime.exs reads: an environment variable is text, and its unit is
 * nowhere but in the code that reads it.
 */
export class ConfigValue {
  /**
   * Whole number. `String.to_integer(System.fetch_env!("LIMIT"))` reads it.
   *
   * @param value the number
   * @throws where it is no whole number that JavaScript holds exactly
   */
  public static integer(value: number): ConfigValue {
    return new ConfigValue(whole('ConfigValue.integer', value, 'a whole number'));
  }

  /**
   * `true` or `false`. `System.fetch_env!("SIGNUP") == "true"` reads it; mind that `"false"` is truthy in Elixir.
   *
   * @param value whether it is true
   * @throws where it is no boolean
   */
  public static boolean(value: boolean): ConfigValue {
    return new ConfigValue(String(value));
  }

  /**
   * Time in milliseconds, the unit of timeouts in Erlang and Elixir. `String.to_integer(System.fetch_env!("TIMEOUT"))`
   * reads it.
   *
   * @param value the time
   * @throws where it is no whole number of milliseconds
   */
  public static milliseconds(value: Duration): ConfigValue {
    return new ConfigValue(
      whole('ConfigValue.milliseconds', value.toMilliseconds({ integral: false }), 'whole milliseconds'),
    );
  }

  /**
   * Time in seconds. `String.to_integer(System.fetch_env!("MAX_AGE"))` reads it.
   *
   * @param value the time
   * @throws where it is no whole number of seconds
   */
  public static seconds(value: Duration): ConfigValue {
    return new ConfigValue(whole('ConfigValue.seconds', value.toSeconds({ integral: false }), 'whole seconds'));
  }

  /**
   * Size in bytes. `String.to_integer(System.fetch_env!("UPLOAD_LIMIT"))` reads it.
   *
   * @param value the size
   * @throws where it is no whole number of bytes
   */
  public static bytes(value: Size): ConfigValue {
    return new ConfigValue(
      whole('ConfigValue.bytes', 1024 * value.toKibibytes({ rounding: SizeRoundingBehavior.NONE }), 'whole bytes'),
    );
  }

  /**
   * URL without credentials. `URI.new!(System.fetch_env!("SEARCH_URL"))` reads it.
   *
   * @param value the URL, with its scheme
   * @throws where it is none, or carries a user or a password: that is a secret, which `variables` refers to
   */
  public static url(value: string): ConfigValue {
    return new ConfigValue(checkUrl(value));
  }

  private constructor(
    /** Text of the variable. */
    public readonly text: string,
  ) {}
}

publicClass(ConfigValue, 'ConfigValue');

/** Text of a whole number, which `String.to_integer` reads. */
function whole(property: string, value: number, of: string): string {
  if (Number.isSafeInteger(value)) return String(value);
  throw new Refusal({
    property,
    value,
    allowed: `${of}, as String.to_integer reads it`,
    fix: 'round it, or write it as text, in quotes',
  });
}

/** URL as it is given. A value that could be a secret is not shown. */
function checkUrl(value: string): string {
  const url = !/\s/.test(value) && URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || url.host === '') {
    throw new Refusal({
      property: 'ConfigValue.url',
      allowed: 'a URL with its scheme and host',
      fix: 'for example "https://search.example.com"',
    });
  }
  if (url.username === '' && url.password === '') return value;
  throw new Refusal({
    property: 'ConfigValue.url',
    why: 'it carries credentials, which would stand in the manifest, in Git and in the CI log',
    allowed: 'a URL without a user and a password',
    fix: "keep the whole URL in a Secret: variables: { NAME: ExistingSecret.named('NAME').key('KEY') }",
  });
}
