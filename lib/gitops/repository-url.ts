import { Refusal } from '../errors/refusal';

/** Forms of a repository's address: a URL, or `git@HOST:PATH`. */
const ADDRESS = /^((https?|ssh|oci|git):\/\/[^\s]+|[\w.-]+@[\w.-]+:[^\s]+)$/;

/** Name and password, or a token, before the host. */
const CREDENTIALS = /^[a-z]+:\/\/[^/@]*:[^/@]*@|^https?:\/\/[^/@]+@/;

/**
 * Address of a repository.
 *
 * @throws where it is none, or carries credentials: they belong into a Secret of the tool; the value is not shown
 */
export function checkRepository(property: string, value: string): string {
  if (ADDRESS.test(value) && !CREDENTIALS.test(value)) return value;
  const why = CREDENTIALS.test(value) ? { why: 'it carries credentials, which everybody could read' } : { value };
  throw new Refusal({
    property,
    ...why,
    allowed: 'an address without a password',
    fix: 'for example "https://github.com/acme/deploy.git"; credentials are a Secret of the tool',
  });
}
