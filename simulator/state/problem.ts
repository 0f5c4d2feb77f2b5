/** An answer that GitHub gives instead of a result; REST and GraphQL each word it in their own way. */
export interface ProblemDetail {
  readonly resource: string;
  readonly field?: string;
  readonly code: string;
  readonly message?: string;
  readonly value?: string | number | boolean | null;
}

export class Problem extends Error {
  readonly status: number;
  readonly details: readonly (ProblemDetail | string)[];
  /** `type` of the GraphQL error. */
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    extra: {
      details?: readonly (ProblemDetail | string)[];
      type?: string;
      headers?: Record<string, string>;
    } = {},
  ) {
    super(message);
    this.name = 'Problem';
    this.status = status;
    this.details = extra.details ?? [];
    this.type = extra.type ?? TYPES[status] ?? 'UNPROCESSABLE';
    this.headers = extra.headers ?? {};
  }
}

const TYPES: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  410: 'UNPROCESSABLE',
  422: 'UNPROCESSABLE',
};

export function notFound(): Problem {
  return new Problem(404, 'Not Found');
}

export function invalid(resource: string, field: string, code: string, message?: string): Problem {
  const detail: ProblemDetail = { resource, field, code, ...(message === undefined ? {} : { message }) };
  return new Problem(422, 'Validation Failed', { details: [detail] });
}

export function unprocessable(message: string): Problem {
  return new Problem(422, message);
}
