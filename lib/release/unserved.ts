import type { EnvVar } from '../kubernetes/api';
import { references } from '../kubernetes/environment';

/** Variable by which an application serves, as soon as it is started; `eval` starts none. */
const SERVES = 'PHX_SERVER';

/** Environment of a VM that serves nothing; a variable that another one refers to stays. */
export function unserved(env: readonly EnvVar[]): readonly EnvVar[] {
  const isReferredTo = env.some(({ value }) => references(value).includes(SERVES));
  return isReferredTo ? env : env.filter(({ name }) => name !== SERVES);
}
