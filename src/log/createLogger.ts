import { pino, stdSerializers, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import { redact } from './redact.js';

export type { Logger } from 'pino';

/** The fields that a line may be looked up by; every room uses these names. */
export interface LogFields {
  /** `X-GitHub-Delivery`. */
  readonly delivery?: string;
  /** Installation id. */
  readonly installation?: number | null;
  /** Product key. */
  readonly product?: string;
  readonly requirement?: string;
  readonly repository?: string;
  /** Queue and key of a job. */
  readonly queue?: string;
  readonly key?: string;
  readonly job?: string;
}

export interface LogSettings {
  /** pino's levels; `silent` writes nothing. Default `info`. */
  readonly level?: string;
  /** Default: standard error, since standard output is for results. */
  readonly destination?: DestinationStream;
}

/** Paths whose value is never of use in a log, whatever it looks like. */
const NEVER = [
  'token',
  'password',
  'secret',
  'privateKey',
  'authorization',
  'err.request',
  'err.response.headers',
];

/**
 * JSON lines with UTC times. Every line is searched for tokens and keys before it is written, wherever in it they stand,
 * so that an error from a library can be logged whole.
 */
export function createLogger(settings: LogSettings = {}): Logger {
  const options = {
    level: settings.level ?? 'info',
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: NEVER, remove: true },
    serializers: { err: stdSerializers.err },
    hooks: { streamWrite: redact },
  };
  return pino(options, settings.destination ?? process.stderr);
}

/** Writes nothing; for tests and for a command that reports by itself. */
export function silentLogger(): Logger {
  return pino({ level: 'silent' });
}
