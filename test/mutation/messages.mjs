import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Where the words of a refusal stand. test/bad-input says which of them must be there; the rest is free to be reworded. */
const WORDS = new Set(['why', 'allowed', 'fix', 'construct', 'yaml']);

const isWords = (path) =>
  (path.isObjectProperty() && WORDS.has(path.node.key.name)) ||
  (path.isVariableDeclarator() && WORDS.has(path.node.id.name));

/** Leaves out texts of messages; a condition beside them is still mutated. */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'messages', {
    shouldIgnore: (path) =>
      (path.isStringLiteral() || path.isTemplateLiteral()) && path.findParent(isWords)
        ? 'words of a message'
        : undefined,
  }),
];
