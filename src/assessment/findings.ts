/** What a person should mend or know beside the ratings. */
import type { ProductFacts } from '../facts/index.js';
import { dayText, say } from '../messages/index.js';
import { counts, monthsBetween, publiccodeProblems, type ProbeContext } from '../probes/index.js';
import { isNamedAsDeclaration, writtenOn, type DeclarationFile } from './declaration.js';
import type { RepositoryRating } from './rate.js';
import type { Finding, RequirementAssessment } from './types.js';

/** The yearly wheel asks for a new self-evaluation twice a year. */
const WHEEL_MONTHS = 7;

export interface RatedRequirement {
  readonly assessment: RequirementAssessment;
  readonly repositories: RepositoryRating;
}

export function collectFindings(
  facts: ProductFacts,
  context: ProbeContext,
  declaration: DeclarationFile | null,
  rated: readonly RatedRequirement[],
): readonly Finding[] {
  return [
    ...repositoryFindings(facts),
    ...declarationFindings(declaration, facts),
    ...rated.flatMap((one) => answerFindings(one, declaration)),
    ...publiccodeProblems(context).map(({ kind, key, line, detail, repository, path }) => ({
      kind: kind === 'newer' ? 'newer-publiccode' : 'invalid-publiccode',
      repository: repository.nameWithOwner,
      path,
      line,
      says: say(`assessment.finding.publiccode.${kind}`, { path, key, detail }),
    })),
  ];
}

function repositoryFindings({ repositories }: ProductFacts): Finding[] {
  const findings: Finding[] = [];
  for (const { nameWithOwner: repository, isArchived, isFork, files } of repositories) {
    const base = { repository, path: null, line: null };
    const archived = isArchived.state === 'known' && isArchived.value;
    if (archived || (isFork.state === 'known' && isFork.value)) {
      findings.push({
        ...base,
        kind: 'left-out',
        says: say('assessment.finding.leftOut', { repository, why: archived ? 'archived' : 'fork' }),
      });
    } else if (files.state === 'unknown') {
      findings.push({
        ...base,
        kind: 'unread-repository',
        says: say('assessment.finding.unread', { repository, detail: files.reason.detail }),
      });
    }
  }
  return findings;
}

function declarationFindings(declaration: DeclarationFile | null, facts: ProductFacts): Finding[] {
  if (declaration === null) return [missingDeclaration(facts)];
  const { repository, path, reading } = declaration;
  const findings: Finding[] = reading.findings.map(({ kind, line, says }) => ({
    kind,
    repository,
    path,
    line,
    says,
  }));
  const date = writtenOn(declaration);
  if (date !== null && monthsBetween(date, facts.asOf) > WHEEL_MONTHS) {
    findings.push({
      kind: 'old-declaration',
      repository,
      path,
      line: null,
      says: say('assessment.finding.declarationAge', { day: dayText(date) }),
    });
  }
  return findings;
}

/** A file that is named as a self-evaluation and could not be read may be one. */
function missingDeclaration({ repositories }: ProductFacts): Finding {
  for (const { nameWithOwner: repository, unreadTexts } of repositories.filter(counts)) {
    const path = [...unreadTexts.keys()].find(isNamedAsDeclaration);
    if (path !== undefined) {
      const says = say('assessment.finding.unreadDeclaration', { path });
      return { kind: 'unread-declaration', repository, path, line: null, says };
    }
  }
  const says = say('assessment.finding.noDeclaration');
  return { kind: 'no-declaration', repository: null, path: null, line: null, says };
}

/** A relative link, or the bare name of the file: the reader finds it. */
function mentions(text: string, path: string | null): boolean {
  const name = path?.split('/').at(-1);
  return name !== undefined && text.includes(name);
}

/** Where answer and repositories disagree, and where the proof lies unmentioned: told politely, decided by people. */
function answerFindings(
  { assessment, repositories }: RatedRequirement,
  declaration: DeclarationFile | null,
): Finding[] {
  const { id, declared, evidence, decidedBy } = assessment;
  if (declaration === null || declared === null) return [];
  const answer = declaration.reading.declaration?.answers.get(id);
  const base = { repository: declaration.repository, path: declaration.path, line: answer?.line ?? null };
  const proof = evidence.find(({ path, supports }) => path !== null && supports !== 'red');
  const parameters = { id, raw: declared.raw, path: proof?.path ?? '' };
  if (declared.status === 'yes' && repositories === 'none' && decidedBy === 'repository') {
    return [
      { ...base, kind: 'contradicts-repository', says: say('assessment.finding.contradictsYes', parameters) },
    ];
  }
  if (proof === undefined || repositories !== 'green') return [];
  if (declared.status === 'no')
    return [
      { ...base, kind: 'contradicts-repository', says: say('assessment.finding.contradictsNo', parameters) },
    ];
  if (declared.status === 'yes' && declared.links.length === 0 && !mentions(declared.text, proof.path)) {
    return [{ ...base, kind: 'forgotten-proof', says: say('assessment.finding.forgottenProof', parameters) }];
  }
  return [];
}
