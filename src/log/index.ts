export { createLogger, silentLogger } from './createLogger.js';
export type { LogFields, Logger, LogSettings } from './createLogger.js';
export { redact } from './redact.js';
