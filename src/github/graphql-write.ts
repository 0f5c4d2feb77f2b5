/** GraphQL mutations over the write client: one request a call, never sent again after an unclear answer. */
import { AmbiguousWrite } from './ambiguous-write.js';
import { graphqlUrl, type GraphqlAnswer } from './createReadClient.js';
import { errorOfProblem, GitHubError, type GraphqlProblem } from './errors.js';
import type { Write } from './write-client.js';
import type { WritePacing } from './write-pacing.js';

export interface GraphqlWriteOptions {
  readonly write: Write;
  readonly pacing: WritePacing;
  /** As for the write client. */
  readonly bucket: string;
  /** As for the write client: on Enterprise Server GraphQL lives beside the REST interface. */
  readonly baseUrl?: string;
}

/**
 * Problems with single mutations come back beside the data. Throws as the write client does; a limit that GitHub tells of
 * with status 200 is waited for in the same way.
 */
export type GraphqlWrite = <T>(
  request: string,
  document: string,
  variables: Readonly<Record<string, unknown>>,
) => Promise<GraphqlAnswer<T>>;

const TRIES = 3;

export function createGraphqlWrite(options: GraphqlWriteOptions): GraphqlWrite {
  return async <T>(request: string, document: string, variables: Readonly<Record<string, unknown>>) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await sendOnce<T>(request, document, variables, options);
      } catch (error) {
        if (!(error instanceof GitHubError) || error.kind !== 'rate-limited' || error.until === null)
          throw error;
        // One that came as an HTTP status was held and tried again by the write client.
        if (error.status !== null || attempt >= TRIES) throw error;
        await options.pacing.hold(options.bucket, error.until, error.said);
      }
    }
  };
}

interface GraphqlBody<T> {
  readonly data?: T | null;
  readonly errors?: readonly {
    readonly type?: string;
    readonly message?: string;
    readonly path?: readonly (string | number)[];
  }[];
}

async function sendOnce<T>(
  request: string,
  document: string,
  variables: Readonly<Record<string, unknown>>,
  { write, baseUrl, pacing }: GraphqlWriteOptions,
): Promise<GraphqlAnswer<T>> {
  const parameters = { query: document, variables, ...graphqlUrl(baseUrl) };
  const body = await write<GraphqlBody<T> | null>('POST /graphql', parameters);
  const problems: GraphqlProblem[] = (body?.errors ?? []).map(({ type, message, path }) => ({
    type: type ?? null,
    message: message ?? '',
    path: (path ?? []).map(String),
  }));
  const limitEnd = new Date(pacing.clock.now() + 60_000);
  const whole = problems.find(({ path }) => path.length === 0);
  if (body?.data !== null && body?.data !== undefined && whole === undefined)
    return { data: body.data, problems };
  const problem = whole ?? problems[0];
  if (problem === undefined)
    throw new AmbiguousWrite(request, new Error('the answer holds neither data nor errors'));
  const failure = errorOfProblem(request, problem, limitEnd);
  if (failure.kind === 'temporary') throw new AmbiguousWrite(request, failure);
  throw failure;
}
