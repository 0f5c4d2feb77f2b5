/**
 * Node's environment for jest, which keeps the embedded database's program compiled for as long as the process of the tests
 * lives: Node then finds it there for every file, instead of compiling twelve megabytes anew.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TestEnvironment } from 'jest-environment-node';

const wasm = fileURLToPath(new URL('./pglite.wasm', import.meta.resolve('@electric-sql/pglite')));
globalThis.keptProgram ??= await WebAssembly.compile(readFileSync(wasm));

export default TestEnvironment;
