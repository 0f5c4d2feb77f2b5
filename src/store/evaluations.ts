import type { Evaluation, EvaluationFinding, EvaluationSource, Match } from '../evaluations/index.js';
import type { Queryable } from './database.js';
import { toJson } from './text.js';

export interface EvaluationFile {
  readonly path: string;
  /** Git's id of the text that was read. */
  readonly blob: string;
  /** Null: the text is no evaluation, or not any more; the last one that was stays in force. */
  readonly evaluation: Evaluation | null;
  readonly findings: readonly EvaluationFinding[];
}

/** Without the ratings. */
export interface EvaluationRow {
  /** Node id. */
  readonly repository: string;
  readonly path: string;
  readonly blob: string;
  /** Null: it has never been an evaluation. */
  readonly names: readonly string[] | null;
  readonly conflicts: readonly EvaluationFinding[];
  readonly findings: readonly EvaluationFinding[];
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly draft: boolean;
  /** Key; null: it belongs to none, or nobody can tell which. */
  readonly product: string | null;
  readonly match: Match['outcome'];
}

export interface StoredEvaluation {
  readonly repository: string;
  readonly path: string;
  readonly product: string;
  readonly evaluation: Evaluation;
}

export interface EvaluationSummary {
  readonly path: string;
  readonly date: string | null;
  readonly counts: Evaluation['counts'];
  /** How many. */
  readonly conflicts: number;
}

export interface StoredDecision {
  readonly product: string;
  readonly repository: string;
  readonly path: string;
  readonly decided: NonNullable<Evaluation['decided']>;
}

/** Under which what was read last is kept among the settings. */
export const EVALUATIONS_SETTING = 'evaluations';

export interface StoredEvaluationSource extends EvaluationSource {
  /** Node id. */
  readonly repository: string;
}

const ROW = `repository, path, blob, good->'names' AS names, coalesce(good->'conflicts', '[]'::jsonb) AS conflicts, findings,
  to_char(date, 'YYYY-MM-DD') AS date, draft, product, match`;
const IN_FORCE = 'product IS NOT NULL AND good IS NOT NULL AND NOT draft';

/** Every file of the folder as read just now; the other rows go. `kept`: paths whose text is the same as before. Use a transaction. */
export async function saveEvaluations(
  connection: Queryable,
  repository: string,
  files: readonly EvaluationFile[],
  kept: readonly string[],
  at: Date,
): Promise<void> {
  await connection.execute('DELETE FROM evaluations WHERE repository <> $1 OR NOT (path = ANY($2::text[]))', [
    repository,
    [...files.map(({ path }) => path), ...kept],
  ]);
  for (const { path, blob, evaluation, findings } of files) {
    await connection.execute(
      `INSERT INTO evaluations AS known (repository, path, blob, good, findings, date, draft, match, read_at)
       VALUES ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7, 'none', $8)
       ON CONFLICT (repository, path) DO UPDATE SET blob = excluded.blob, good = coalesce(excluded.good, known.good),
         findings = excluded.findings, read_at = excluded.read_at,
         date = CASE WHEN excluded.good IS NULL THEN known.date ELSE excluded.date END,
         draft = CASE WHEN excluded.good IS NULL THEN known.draft ELSE excluded.draft END`,
      [
        repository,
        path,
        blob,
        evaluation === null ? null : toJson(evaluation),
        toJson(findings),
        evaluation?.date ?? null,
        evaluation?.draft ?? false,
        at,
      ],
    );
  }
}

/** By path. */
export function listEvaluations(connection: Queryable): Promise<EvaluationRow[]> {
  return connection.query<EvaluationRow>(`SELECT ${ROW} FROM evaluations ORDER BY path, repository`);
}

export async function matchEvaluation(
  connection: Queryable,
  { repository, path }: Pick<EvaluationRow, 'repository' | 'path'>,
  { product, outcome }: Match,
): Promise<void> {
  await connection.execute(
    'UPDATE evaluations SET product = $3, match = $4 WHERE repository = $1 AND path = $2',
    [repository, path, product, outcome],
  );
}

/** No folder is named any more. */
export async function forgetEvaluations(connection: Queryable): Promise<void> {
  await connection.execute('DELETE FROM evaluations');
}

/** The newest evaluation of every product, or of some, without its ratings, drafts aside, by product key. */
export async function newestEvaluations(
  connection: Queryable,
  products: readonly string[] | null = null,
): Promise<ReadonlyMap<string, EvaluationSummary>> {
  const rows = await connection.query<EvaluationSummary & { readonly product: string }>(
    `SELECT DISTINCT ON (product) product, path, to_char(date, 'YYYY-MM-DD') AS date, good->'counts' AS counts,
       jsonb_array_length(good->'conflicts') AS conflicts
     FROM evaluations WHERE ${IN_FORCE} AND ($1::text[] IS NULL OR product = ANY($1))
     ORDER BY product, date DESC NULLS LAST, path DESC`,
    [products],
  );
  return new Map(rows.map(({ product, ...summary }) => [product, summary]));
}

/** The newest evaluation by its date, drafts aside; null where there is none. */
export async function newestEvaluation(
  connection: Queryable,
  product: string,
): Promise<StoredEvaluation | null> {
  const [row] = await connection.query<StoredEvaluation>(
    `SELECT repository, path, product, good AS evaluation FROM evaluations
     WHERE product = $1 AND ${IN_FORCE} ORDER BY date DESC NULLS LAST, path DESC LIMIT 1`,
    [product],
  );
  return row ?? null;
}

/**
 * The newest decision of every product, or of one, by the day it was made. Two of one day that name different levels are both
 * given: nobody can tell which holds.
 */
export function newestDecisions(
  connection: Queryable,
  product: string | null = null,
): Promise<StoredDecision[]> {
  return connection.query<StoredDecision>(
    `SELECT DISTINCT ON (product, decided->>'level') product, repository, path, decided FROM (
       SELECT product, repository, path, good->'decided' AS decided,
         rank() OVER (PARTITION BY product ORDER BY good->'decided'->>'date' DESC) AS place
       FROM evaluations
       WHERE ${IN_FORCE} AND jsonb_typeof(good->'decided') = 'object' AND ($1::text IS NULL OR product = $1)
     ) AS ranked WHERE place = 1 ORDER BY product, decided->>'level', path DESC`,
    [product],
  );
}

/**
 * Where evaluations were last read from, and what everybody may see of them at this moment; null where no folder is named. The
 * configuration is the one of the portfolio.
 */
export async function readEvaluationSource(connection: Queryable): Promise<StoredEvaluationSource | null> {
  const [row] = await connection.query<StoredEvaluationSource>(
    `SELECT value->>'repository' AS repository, value->>'url' AS url,
       EXISTS (SELECT 1 FROM repositories JOIN installations ON id = installation_id
         WHERE node_id = value->>'repository' AND visibility = 'public' AND gone_at IS NULL
           AND suspended_at IS NULL AND installations.removed_at IS NULL) AS "isPublic",
       coalesce((SELECT (good->'site'->>'decidedLevels')::boolean FROM configurations WHERE source = 'portfolio'), false)
         AS "areLevelsShown"
     FROM settings WHERE key = $1 AND jsonb_typeof(value) = 'object'`,
    [EVALUATIONS_SETTING],
  );
  return row ?? null;
}

/** Node id of the repository that evaluations were last read from; null where none is named. */
export async function evaluationRepository(connection: Queryable): Promise<string | null> {
  const [row] = await connection.query<{ repository: string | null }>(
    `SELECT value->>'repository' AS repository FROM settings WHERE key = $1`,
    [EVALUATIONS_SETTING],
  );
  return row?.repository ?? null;
}
