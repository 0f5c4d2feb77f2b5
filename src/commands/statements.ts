/**
 * Follow or explain: what the files say of a product, laid beside what is noted already. Every statement is kept; the last word
 * counts, whichever way it was said. Pure.
 */
import type { Answer, Declaration } from '../declarations/index.js';
import type { Explanation } from '../products/index.js';
import type { NewExplanation, StoredExplanation } from '../store/index.js';

/** What a file says of one requirement. */
export type Statement = Omit<NewExplanation, 'product'>;

export interface FilesSaid {
  /** `explanations` of the product's configuration. */
  readonly configured: readonly Explanation[];
  /** The self-evaluation that counts; null where there is none. */
  readonly declaration: Declaration | null;
  /** `owner/name/path` of the self-evaluation. */
  readonly declaredIn: string | null;
  /** Everything that could hold a self-evaluation was read: what is not seen is not there. */
  readonly isEverythingRead: boolean;
}

export interface StatementChanges {
  readonly said: readonly Statement[];
  /** Requirements whose explanation is gone from the file it stood in. */
  readonly withdrawn: readonly string[];
}

/** `history`: everything ever noted of the product, oldest first. */
export function statementChanges(files: FilesSaid, history: readonly StoredExplanation[]): StatementChanges {
  const configured = new Map(files.configured.map((one) => [one.requirement, configuredStatement(one)]));
  const declared = declaredStatements(files);
  const current = new Map(
    history.filter(({ endedAt }) => endedAt === null).map((one) => [one.requirement, one]),
  );
  const said: Statement[] = [];
  const withdrawn: string[] = [];
  for (const requirement of new Set([...configured.keys(), ...declared.keys(), ...current.keys()])) {
    const standing = current.get(requirement);
    const statement = configured.get(requirement) ?? declared.get(requirement);
    const isGone = standing !== undefined && hasGone(standing, configured, declared, files);
    // A declaration explains only what nobody has explained elsewhere.
    const isOutranked = statement?.source === 'declaration' && standing !== undefined && isStronger(standing);
    if (statement !== undefined && (!isOutranked || isGone) && isNew(statement, history))
      said.push(statement);
    else if (isGone) withdrawn.push(requirement);
  }
  return { said, withdrawn };
}

function configuredStatement({
  requirement,
  status,
  reason,
  until,
  link,
  by,
  accepted,
}: Explanation): Statement {
  const state = accepted ? 'accepted' : 'pending';
  const source = 'configuration';
  return { requirement, status, state, source, sourceId: null, reason, until, link, byLogin: by, byId: null };
}

const STATUS: Readonly<Partial<Record<Answer['status'], NewExplanation['status']>>> = {
  no: 'deviation',
  planned: 'planned',
  'not-relevant': 'not-relevant',
};

/** No, planned and not relevant with words beside them. */
function declaredStatements({ declaration, declaredIn }: FilesSaid): ReadonlyMap<string, Statement> {
  const statements = new Map<string, Statement>();
  for (const { requirement, status, quality, text, links } of declaration?.answers.values() ?? []) {
    const explained = STATUS[status];
    if (explained === undefined || quality === 'none') continue;
    statements.set(requirement, {
      requirement,
      status: explained,
      state: 'pending',
      source: 'declaration',
      sourceId: declaredIn,
      reason: text,
      until: null,
      link: links[0]?.url ?? null,
      byLogin: null,
      byId: null,
    });
  }
  return statements;
}

function hasGone(
  { source, requirement }: StoredExplanation,
  configured: ReadonlyMap<string, Statement>,
  declared: ReadonlyMap<string, Statement>,
  { isEverythingRead, declaration }: FilesSaid,
): boolean {
  if (source === 'configuration') return !configured.has(requirement);
  if (source !== 'declaration' || configured.has(requirement)) return false;
  return !declared.has(requirement) && (declaration !== null || isEverythingRead);
}

function isStronger({ source }: StoredExplanation): boolean {
  return source !== 'declaration';
}

/**
 * Whether a file says something that it has not said before. What ran out or was replaced since is not said again, until what
 * replaced it is taken back.
 */
function isNew(statement: Statement, history: readonly StoredExplanation[]): boolean {
  const own = history.filter(({ requirement }) => requirement === statement.requirement);
  const before = own.findLast(({ source }) => source === statement.source);
  if (before === undefined || before.endedBecause === 'withdrawn') return true;
  if (before.endedBecause === 'replaced' && own.at(-1)?.endedBecause === 'withdrawn') return true;
  const isAccepted = statement.state === 'pending' || before.state === 'accepted';
  const isSame = before.status === statement.status && before.reason === statement.reason;
  return !(isAccepted && isSame && before.until === statement.until && before.link === statement.link);
}
