/** Library that keeps state on a disk under the node's name. */
export type StateLibrary = 'Mnesia' | 'Ra' | 'Khepri';

/**
 * Parameters that name the folder of each library: application and parameter.
 *
 * Source: https://www.erlang.org/doc/apps/mnesia/mnesia.html, `-mnesia dir`; `data_dir` in Ra's src/ra_env.erl, to which
 * it adds the node's name; https://hexdocs.pm/khepri/khepri_cluster.html, `default_ra_system`, a folder or a name.
 */
const PARAMETERS: { readonly [library in StateLibrary]: readonly [application: string, parameter: string] } = {
  Mnesia: ['mnesia', 'dir'],
  Ra: ['ra', 'data_dir'],
  Khepri: ['khepri', 'default_ra_system'],
};

/**
 * Line of vm.args that points a library at a folder. It wins over the configuration of the release.
 *
 * Source: https://www.erlang.org/doc/apps/erts/erl_cmd, `-Application Par Val`: the value is an Erlang term;
 * https://www.erlang.org/doc/system/applications.html, "Configuring an Application": the command line comes last.
 */
export function stateLine(library: StateLibrary, folder: string): string {
  const [application, parameter] = PARAMETERS[library];
  return `-${application} ${parameter} '"${folder}"'`;
}

const LINES = Object.entries(PARAMETERS).map(([library, [application, parameter]]) => ({
  library: library as StateLibrary,
  pattern: new RegExp(`^(?:[^#\\n]*\\s)?-${application}\\s+${parameter}\\s`, 'm'),
}));

/** Library that arguments of a node point at a folder; undefined where there is none. */
export function keptState(text: string): StateLibrary | undefined {
  return LINES.find(({ pattern }) => pattern.test(text))?.library;
}
