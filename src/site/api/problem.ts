import type { Answer } from '../http/respond.js';
import type { ApiValue } from './schemas.js';

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  404: 'Not found',
  405: 'Method not allowed',
  429: 'Too many requests',
  500: 'Something went wrong',
};

/** A parameter that cannot be read; the message names it and says what it may be. */
export class ParameterError extends Error {
  override readonly name = 'ParameterError';
  constructor(parameter: string, problem: string) {
    super(`The parameter "${parameter}" ${problem}.`);
  }
}

/** RFC 9457. */
export function problemAnswer(
  status: number,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const problem: ApiValue<'Problem'> = {
    type: 'about:blank',
    title: TITLES[status] ?? 'Problem',
    status,
    detail,
  };
  return {
    status,
    type: 'application/problem+json',
    body: `${JSON.stringify(problem)}\n`,
    cache: 'no-store',
    headers: { 'access-control-allow-origin': '*', ...headers },
  };
}

export function notFound(): Answer {
  return problemAnswer(
    404,
    'There is nothing at this address that everybody may see. See /api/v1/openapi.json.',
  );
}
