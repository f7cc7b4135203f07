import type * as Validation from '../validation';

/** What the API server accepts, which is loaded with the first raw value: most apps give none. */
export function validation(): typeof Validation {
  return require('../validation');
}
