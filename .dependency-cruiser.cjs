// Folders of lib/, lowest first: each imports lower ones only, types included. CONTRIBUTING.md says what each holds.
const FOLDERS = [
  'app',
  'sensitive',
  'errors',
  'json',
  'props',
  'kubernetes',
  'validation',
  'beam',
  'inventory',
  'risks',
  'checks',
  'manifests',
  'delivery',
  'gitops',
  'pod',
  'mesh',
  'isolation',
  'secrets',
  'secret-sources',
  'scaling',
  'storage',
  'workload',
  'config',
  'discovery',
  'cluster',
  'runners',
  'release',
  'job',
  'migration',
  'exposure',
  'gateway',
  'phoenix',
  'command',
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...FOLDERS.map((folder, index) => ({
      name: `${folder}-imports-lower-folders-only`,
      severity: 'error',
      from: { path: `^lib/${folder}/` },
      to: {
        path: FOLDERS.slice(index + 1)
          .map((higher) => `^lib/${higher}/`)
          .concat('^lib/index\\.ts$'),
      },
    })),
    {
      name: 'app-imports-nothing-of-the-library',
      severity: 'error',
      from: { path: '^lib/app/' },
      to: { path: '^lib/(?!app/)' },
    },
    {
      name: 'every-folder-has-its-place',
      severity: 'error',
      from: { path: '^lib/', pathNot: FOLDERS.map((folder) => `^lib/${folder}/`).concat('^lib/index\\.ts$') },
      to: {},
    },
    { name: 'no-cycles', severity: 'error', from: { path: '^lib/' }, to: { circular: true } },
    {
      name: 'nothing-of-the-tests',
      severity: 'error',
      from: { path: '^(lib|apps)/' },
      to: { path: '^(test|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
