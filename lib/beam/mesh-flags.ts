/** Flag of a node that takes it out of the mesh, or that hides the flags behind it. */
export interface ApartFlag {
  /** Flag as a message names it. */
  readonly flag: string;
  readonly pattern: RegExp;
  readonly why: string;
}

/** Arguments of a node outside of comments: some words of a line. */
const words = (source: string) => new RegExp(`^(?:[^#\\n]*\\s)?${source}(?=\\s|$)`, 'm');

/**
 * Flags that keep a node apart.
 *
 * Source: https://www.erlang.org/doc/apps/erts/erl_cmd, `-hidden`; https://www.erlang.org/doc/apps/kernel/kernel_app,
 * `connect_all`, `dist_auto_connect`.
 */
export const APART_FLAGS: readonly ApartFlag[] = [
  {
    flag: '-hidden',
    pattern: words('-hidden'),
    why: 'a hidden node stands in no `nodes()`, so that Phoenix.PubSub, pg and global do not reach it',
  },
  {
    flag: '-connect_all false',
    pattern: words('-?connect_all\\s+false'),
    why: 'global no longer keeps all nodes connected, and its names and locks cannot be used',
  },
  {
    flag: 'dist_auto_connect never',
    pattern: words('dist_auto_connect\\s+never'),
    why: 'the node never dials by itself, and a message to a node that it is not connected with is lost',
  },
];

/**
 * Flag behind which the rest of an argument file is no flags.
 *
 * Source: https://www.erlang.org/doc/apps/erts/erl_cmd, `-extra`, `-args_file`.
 */
export const EXTRA: ApartFlag = {
  flag: '-extra',
  pattern: words('-extra'),
  why: 'what stands behind it in the file is no flag: the node does not know its port, or does not start',
};

const ALL = [...APART_FLAGS, EXTRA];
const SIGN = /hidden|connect|-extra/;

/** Flag among the arguments of a node that keeps it apart. */
export function apartFlag(text: string): ApartFlag | undefined {
  return SIGN.test(text) ? ALL.find(({ pattern }) => pattern.test(text)) : undefined;
}
