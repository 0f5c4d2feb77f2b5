/**
 * Proofs that take long: processes killed or stopped again and again, whole databases moved, whole portfolios read and shown, long
 * stories of the whole app, pages in a real browser, the demo.
 * `npm test` without a path leaves them out and says so, and tries properties a tenth as often; `npm run test:all`, and CI, run
 * everything.
 */
const LONG = [
  'test/app/budget.test.ts',
  'test/app/checks.test.ts',
  'test/app/configuration.test.ts',
  'test/app/dialogue-kill.test.ts',
  'test/app/kill.test.ts',
  'test/app/proposals.test.ts',
  'test/app/roadmap-kill.test.ts',
  'test/app/roadmap.test.ts',
  'test/app/stop.test.ts',
  'test/app/two-processes.test.ts',
  'test/chaos/compare.test.ts',
  'test/cli/database.test.ts',
  'test/demo/demo.test.ts',
  'test/demo/seeded.test.ts',
  'test/scripts/assess-in-ci.test.ts',
  'test/site/agreement.test.ts',
  'test/site/browser.test.ts',
  'test/site/hostile.test.ts',
  'test/store/backup.test.ts',
  'test/store/copyDatabase.test.ts',
  'test/webhooks/kill.test.ts',
];

const isNamed = process.argv
  .slice(2)
  .some((part) => !part.startsWith('-') && (part.includes('/') || LONG.some((file) => file.includes(part))));
// The processes that run the files read it too (test/support/runs.ts).
if (isNamed) process.env['TEST_ALL'] = '1';
const leftOut = process.env['TEST_ALL'] === '1' ? [] : LONG;

/** The runner runs tests in Node itself, and what a process has loaded stays for its next file (docs/decisions/0011). */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/test/**/*.test.tsx'],
  testRunner: '<rootDir>/scripts/test-runner.js',
  testEnvironment: '<rootDir>/scripts/test-environment.js',
  testPathIgnorePatterns: ['/node_modules/', ...leftOut.map((file) => `<rootDir>/${file}`)],
  reporters: [
    ['default', { summaryThreshold: 0 }],
    ['<rootDir>/scripts/closing-line.js', { leftOut }],
  ],
  // Both cores of a small machine: jest leaves one idle by itself.
  maxWorkers: '100%',
  // What finished files have loaded is never let go; a process that holds too much spends its time on garbage.
  workerIdleMemoryLimit: '700MB',
  // Generous: a machine under load is no fault of the code.
  testTimeout: 60_000,
  // For --findRelatedTests and --onlyChanged, which follow imports by jest's own means.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'json'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  // Tests import what they use; TypeScript comes through the runner.
  injectGlobals: false,
  transform: {},
};
