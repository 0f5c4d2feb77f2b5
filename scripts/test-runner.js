/**
 * Runs a test file with jest's own jest-circus, in Node itself instead of a context of its own (docs/decisions/0011): jest's
 * contexts read every module anew for each test file, which took half of the time of all tests.
 */
import { readFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import circus from 'jest-circus/runner';
import { register as registerTypeScript } from 'tsx/esm/api';

registerTypeScript();
register('./test-hooks.js', import.meta.url);

let files = 0;

export default function run(globalConfig, config, environment, runtime, testPath, sendMessageToJest) {
  files += 1;
  const address = `${pathToFileURL(testPath).href}?file=${files}`;
  const natively = Object.assign(Object.create(runtime), {
    requireInternalModule: requireAnew,
    setGlobalsForRuntime: (globals) => {
      runtime.setGlobalsForRuntime(globals);
      globalThis[Symbol.for('globals of the test file')] = runtime.requireModuleOrMock(
        testPath,
        '@jest/globals',
      );
    },
    unstable_shouldLoadAsEsm: () => true,
    unstable_importModule: () => import(address),
  });
  return circus.default(globalConfig, config, environment, natively, testPath, sendMessageToJest);
}

/** jest-circus keeps the tests of a file in its module. */
function requireAnew(path) {
  const require = createRequire(import.meta.url);
  delete require.cache[path];
  return require(path);
}
