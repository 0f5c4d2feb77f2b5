import tseslint from 'typescript-eslint';

/**
 * Which rooms of src/ a room may import (docs/architecture.md). A room is entered through its index only;
 * a room that is not named here may import no other. `*` is everything.
 */
const ROOMS = {
  governance: [],
  messages: [],
  facts: ['products', 'github', 'log'],
  probes: ['facts'],
  products: ['governance'],
  declarations: ['governance', 'messages'],
  evaluations: ['declarations', 'governance', 'messages'],
  assessment: ['facts', 'products', 'probes', 'declarations', 'governance', 'messages'],
  reports: ['assessment', 'governance', 'messages'],
  issues: ['assessment', 'products', 'github', 'store', 'messages', 'log'],
  checks: ['governance', 'facts', 'assessment', 'products', 'github', 'store', 'messages', 'log'],
  proposals: ['assessment', 'issues', 'products', 'github', 'store', 'messages', 'log'],
  commands: [
    'facts',
    'assessment',
    'declarations',
    'issues',
    'products',
    'github',
    'store',
    'messages',
    'log',
  ],
  roadmap: ['products', 'github', 'store', 'messages', 'log'],
  github: ['log'],
  jobs: ['store', 'log'],
  store: ['log'],
  webhooks: ['jobs', 'store', 'log'],
  log: [],
  site: [
    'evaluations',
    'store',
    'reports',
    'issues',
    'roadmap',
    'assessment',
    'governance',
    'messages',
    'log',
  ],
  app: '*',
  cli: '*',
};
/** Rooms whose types, and only types, another room may see. */
const TYPES_ONLY = {
  probes: ['facts'],
  evaluations: ['assessment'],
  assessment: ['facts', 'products'],
  store: ['assessment', 'evaluations', 'products'],
};

function importRules(room, allowed) {
  const others = Object.keys(ROOMS).filter((other) => other !== room);
  const forbidden = allowed === '*' ? [] : others.filter((other) => !allowed.includes(other));
  const patterns = [
    {
      regex: `^(\\.\\./)+(${others.join('|')})/(?!index\\.js$)`,
      message: 'Enter a room through its index.js.',
    },
    {
      regex: '^(\\.\\./)+index\\.js$',
      message: 'Only the composition root imports the rooms, not the reverse.',
    },
    {
      regex: '^(\\.\\./)+(simulator|bench|chaos|test)/',
      message: 'The product never imports its stand-ins.',
    },
  ];
  if (forbidden.length > 0) {
    patterns.push({
      regex: `^(\\.\\./)+(${forbidden.join('|')})/`,
      message: `${room} may not import this room (docs/architecture.md).`,
    });
  }
  for (const other of TYPES_ONLY[room] ?? []) {
    patterns.push({
      regex: `^(\\.\\./)+${other}/`,
      allowTypeImports: true,
      message: `${room} may import only the types of ${other}.`,
    });
  }
  return {
    files: [`src/${room}/**/*.ts`, `src/${room}/**/*.tsx`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  };
}

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'coverage/'] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts', '**/*.tsx'] })),
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-condition': 'error',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      'func-style': ['error', 'declaration', { allowArrowFunctions: true }],
      'no-console': 'error',
      'no-restricted-exports': [
        'error',
        {
          restrictDefaultExports: {
            direct: true,
            named: true,
            defaultFrom: true,
            namedFrom: true,
            namespaceFrom: true,
          },
        },
      ],
      eqeqeq: 'error',
    },
  },
  ...Object.entries(ROOMS).map(([room, allowed]) => importRules(room, allowed)),
  {
    files: ['simulator/**/*.ts', 'simulator/**/*.tsx'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(\\.\\./)+src/', message: 'The simulator imports nothing of src/.' }] },
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'test/**/*.tsx'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
  { files: ['bench/**/*.ts', 'scripts/**/*.ts'], rules: { 'no-console': 'off' } },
);
