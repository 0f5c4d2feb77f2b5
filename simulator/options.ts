/** How a simulator is set up. */
import type { FaultMix } from './faults.js';

export interface Clock {
  now(): Date;
}

/** A clock that a test moves by hand. */
export interface ManualClock extends Clock {
  /** Sets the time, or moves it on by so many milliseconds. */
  set(time: string | Date): void;
  advance(milliseconds: number): void;
}

export interface SimulatorOptions {
  /** TCP port on 127.0.0.1; default: any free one. */
  port?: number;
  /** Address to listen on; default 127.0.0.1. */
  host?: string;
  /** Time of what happens on GitHub (created_at, commits…). Tokens and rate limits always use the real time. Default: real time. */
  clock?: Clock;
  limits?: LimitOptions;
  faults?: FaultMix;
  /** Where `html_url`s point; default `https://github.com`. The pages here turn them into local links. */
  htmlUrl?: string;
  /** What is kept of each request: everything, the figures only, or nothing. Default `full`. */
  traffic?: 'full' | 'counts';
  /** Check requests and responses against GitHub's OpenAPI description; default `all`. */
  validate?: 'all' | 'requests' | 'none';
  /** Added to every answer, in milliseconds; default 0. */
  latencyMs?: number;
}

export interface LimitOptions {
  /**
   * Length of a second of GitHub's in real seconds: 1 as on GitHub, 0.01 a hundred times faster, 0 switches
   * every limit off. `retry-after` and `x-ratelimit-reset` tell the real time to wait, in whole seconds. Default 0.
   */
  pacing?: number;
  /** Requests an hour; default 5,000. */
  rest?: number;
  /** Points an hour; default 5,000. */
  graphql?: number;
  /** Issues, comments, milestones and the like a minute and an hour; default 80 and 500. */
  contentPerMinute?: number;
  contentPerHour?: number;
}

/** A clock that starts at a time and stands still until it is moved. */
export function createManualClock(start: string | Date): ManualClock {
  let time = new Date(start).getTime();
  return {
    now: () => new Date(time),
    set: (value) => {
      time = new Date(value).getTime();
    },
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
}
