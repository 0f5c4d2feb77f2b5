/** The process itself as jest's environment: what jest or a test file changes of it is put back after each file. */
import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

/** Where jest and jest-circus leave what belongs to one test file. */
const OF_ONE_FILE = ['EVENT_HANDLERS', 'JEST_STATE_SYMBOL', 'TEST_TIMEOUT_SYMBOL'];

/** What jest-circus listens to while a file runs; it goes on when the file could not be loaded. */
const ERRORS = ['uncaughtException', 'unhandledRejection', 'rejectionHandled'];

export default class ProcessEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  #console = globalThis.console;
  #exit = process.exit;
  #getBuiltinModule = process.getBuiltinModule;
  #env = { ...process.env };
  #folder = process.cwd();
  #listeners = new Map(ERRORS.map((event) => [event, process.rawListeners(event)]));

  constructor({ projectConfig }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {
    // Jest's leads into its own registry of modules.
    process.getBuiltinModule = this.#getBuiltinModule;
    // Node knows where TypeScript came from; jest's way of telling it does not.
    Error.prepareStackTrace = undefined;
  }

  async teardown() {
    this.fakeTimersModern.dispose();
    globalThis.console = this.#console;
    process.exit = this.#exit;
    process.chdir(this.#folder);
    for (const name of Object.keys(process.env)) if (!(name in this.#env)) delete process.env[name];
    Object.assign(process.env, this.#env);
    for (const [event, listeners] of this.#listeners) {
      process.removeAllListeners(event);
      for (const listener of listeners) process.on(event, listener);
    }
    for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
      if (OF_ONE_FILE.includes(symbol.description)) delete globalThis[symbol];
    }
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }
}
