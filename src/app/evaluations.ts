/** People's evaluations: read from the repository that the portfolio configuration names, and laid beside the products. */
import { readEvaluation } from '../evaluations/index.js';
import { GitHubError } from '../github/index.js';
import { say } from '../messages/index.js';
import type { RepositoryPlace } from '../products/index.js';
import {
  EVALUATIONS_SETTING,
  forgetEvaluations,
  listEvaluations,
  saveEvaluations,
  saveSetting,
  type EvaluationFile,
  type EvaluationRow,
  type Queryable,
  type StoredRepository,
} from '../store/index.js';
import type { AppContext } from './context.js';
import {
  MOST_FILES,
  readEvaluationFolder,
  readEvaluationTexts,
  type EvaluationFolder,
  type FolderFile,
} from './evaluation-files.js';
import {
  disclosedOf,
  lastReading,
  matchEvaluations,
  portfolioConfiguration,
  readerOf,
  repositoryAt,
  type LastReading,
} from './evaluation-state.js';

const LARGEST_FILE = 1_000_000;
/** A self-evaluation may lie beside them. */
const NAMED = /(?<!selv)evaluering|vurdering|(?<!self-)evaluation/i;

/** Reads what has changed, and sends the assessments whose decided level may be another. Throws a GitHubError to be tried again. */
export async function readEvaluations(context: AppContext): Promise<void> {
  const { database, log } = context;
  const configuration = await portfolioConfiguration(database);
  const place = configuration?.evaluations ?? null;
  if (place === null) return forget(context);
  const repository = await repositoryAt(database, place);
  if (repository?.installation === null || repository === null) {
    log.warn(
      place,
      'the repository with evaluations cannot be seen: install the app on it, or mend the portfolio configuration',
    );
    return publish(context, null);
  }
  const client = context.github.installation(repository.installation);
  try {
    const folder = await readEvaluationFolder(client, repository.nodeId, place.path);
    if (folder.oid === null) log.warn(place, 'the folder with evaluations does not exist');
    const before = await lastReading(database);
    const reader = readerOf(context);
    const known =
      before?.repository === repository.nodeId && before.reader === reader
        ? await listEvaluations(database)
        : [];
    const { changed, kept } = splitFiles(folder.files.slice(0, MOST_FILES), known);
    const texts = await readEvaluationTexts(
      client,
      repository.nodeId,
      changed.filter(isReadable).map(({ blob }) => blob),
    );
    const wereEvaluations = new Set(known.flatMap(({ path, names }) => (names === null ? [] : [path])));
    const files = changed.map((file) => readFile(context, file, texts.get(file.blob)?.text, wereEvaluations));
    await save(context, repository, { files, kept, folder, place, reader });
  } catch (error) {
    if (!(error instanceof GitHubError) || error.kind !== 'gone') throw error;
    log.warn({ ...place, err: error }, 'the repository with evaluations is gone');
    await publish(context, null);
  }
}

function splitFiles(files: readonly FolderFile[], known: readonly EvaluationRow[]) {
  const blobs = new Map(known.map(({ path, blob }) => [path, blob]));
  const changed = files.filter(({ path, blob }) => blobs.get(path) !== blob);
  const kept = files.filter(({ path, blob }) => blobs.get(path) === blob).map(({ path }) => path);
  return { changed, kept };
}

function isReadable({ size }: FolderFile): boolean {
  return size === null || size <= LARGEST_FILE;
}

/** A page between the reports is no evaluation and no mistake, unless it is named like one or was one. */
function readFile(
  { model }: AppContext,
  { path, blob }: FolderFile,
  text: string | null | undefined,
  wereEvaluations: ReadonlySet<string>,
): EvaluationFile {
  if (typeof text !== 'string') {
    const says = say('app.evaluations.unreadable');
    return {
      path,
      blob,
      evaluation: null,
      findings: [{ kind: 'unreadable', requirement: null, line: null, says }],
    };
  }
  const { evaluation, findings } = readEvaluation(text, { path, model });
  const isMeant =
    evaluation !== null || wereEvaluations.has(path) || NAMED.test(path.slice(path.lastIndexOf('/')));
  return { path, blob, evaluation, findings: isMeant ? findings : [] };
}

interface Read {
  readonly files: readonly EvaluationFile[];
  readonly kept: readonly string[];
  readonly folder: EvaluationFolder;
  readonly place: RepositoryPlace;
  readonly reader: string;
}

async function save(context: AppContext, repository: StoredRepository, read: Read): Promise<void> {
  const { database, now, log } = context;
  const { files, kept, folder, place, reader } = read;
  const configuration = await portfolioConfiguration(database);
  const reading: LastReading = {
    repository: repository.nodeId,
    path: place.path,
    url: folder.url,
    commit: folder.commit,
    oid: folder.oid,
    reader,
    disclosed: disclosedOf(repository, configuration),
  };
  await database.transaction(async (connection) => {
    const before = await listEvaluations(connection);
    const last = await lastReading(connection);
    await saveEvaluations(connection, repository.nodeId, files, kept, now());
    const touched = new Set(await matchEvaluations(connection));
    const after = await listEvaluations(connection);
    const paths = new Set(files.map(({ path }) => path));
    for (const row of after) if (row.product !== null && paths.has(row.path)) touched.add(row.product);
    const gone = before.filter(({ path }) => !after.some((row) => row.path === path));
    for (const { product } of gone) if (product !== null) touched.add(product);
    // Everybody's issues say otherwise when the repository has become public or private.
    if (last?.disclosed !== reading.disclosed)
      for (const { product } of after) if (product !== null) touched.add(product);
    await saveSetting(connection, EVALUATIONS_SETTING, reading, now());
    await send(context, connection, touched);
    tell(context, after, paths);
    log.info({ files: files.length, unchanged: kept.length, products: touched.size }, 'evaluations read');
  });
  context.jobs().wake(['assess']);
}

/** Told to the operator: what belongs to no product, and what is wrong in a file that was read just now. */
function tell({ log }: AppContext, rows: readonly EvaluationRow[], paths: ReadonlySet<string>): void {
  for (const { path, names, match, findings, conflicts } of rows) {
    if (!paths.has(path)) continue;
    if (names !== null && match === 'none')
      log.warn({ path, names }, 'no product has the name in this evaluation');
    if (names !== null && match === 'several')
      log.warn({ path, names }, 'this evaluation names more than one product');
    for (const { line, says } of [...findings, ...conflicts]) log.info({ path, line }, says.en);
  }
}

/** Nothing may be read any more: what was decided is shown only as far as it still may be. */
async function publish(context: AppContext, repository: StoredRepository | null): Promise<void> {
  const { database, now } = context;
  const disclosed = disclosedOf(repository, await portfolioConfiguration(database));
  await database.transaction(async (connection) => {
    const last = await lastReading(connection);
    if (last === null || last.disclosed === disclosed) return;
    await saveSetting(connection, EVALUATIONS_SETTING, { ...last, commit: null, disclosed }, now());
    const keys = (await listEvaluations(connection)).flatMap(({ product }) => product ?? []);
    await send(context, connection, new Set(keys));
  });
  context.jobs().wake(['assess']);
}

async function forget(context: AppContext): Promise<void> {
  const { database, now } = context;
  await database.transaction(async (connection) => {
    if ((await lastReading(connection)) === null) return;
    const keys = (await listEvaluations(connection)).flatMap(({ product }) => product ?? []);
    await forgetEvaluations(connection);
    await saveSetting(connection, EVALUATIONS_SETTING, null, now());
    await send(context, connection, new Set(keys));
  });
  context.jobs().wake(['assess']);
}

async function send(context: AppContext, connection: Queryable, keys: ReadonlySet<string>): Promise<void> {
  const requests = [...keys].map((key) => ({ queue: 'assess', key }) as const);
  if (requests.length > 0) await context.jobs().send(requests, connection);
}
