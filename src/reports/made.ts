/** How an assessment was made and where a finding lies, in words; not escaped yet. */
import type { Assessment, Finding } from '../assessment/index.js';
import type { Model } from '../governance/index.js';
import { formatDay, formatList, sayIn, type Language } from '../messages/index.js';
import { dayOf } from './view.js';

const SHORT_COMMIT = 7;

export function madeLines(assessment: Assessment, model: Model, language: Language): string[] {
  const repositories = assessment.repositories.map(({ name, commit }) =>
    commit === null ? name : `${name}@${commit.slice(0, SHORT_COMMIT)}`,
  );
  return [
    sayIn(language, 'reports.made.read', {
      day: formatDay(dayOf(assessment.assessedAt), language),
      repositories: formatList(repositories, language),
    }),
    sayIn(language, 'reports.made.asOf', { day: formatDay(assessment.asOf, language) }),
    sayIn(language, 'reports.made.model', { model: `${model.name[language]} (${assessment.model})` }),
    declarationLine(assessment, language),
    sayIn(language, 'reports.made.by'),
  ];
}

function declarationLine({ declaration }: Assessment, language: Language): string {
  if (declaration === null) return sayIn(language, 'reports.made.noDeclaration');
  const path = [declaration.repository, declaration.path].filter((part) => part !== null).join(' ');
  if (declaration.date === null) return sayIn(language, 'reports.made.declarationUndated', { path });
  return sayIn(language, 'reports.made.declaration', { path, day: formatDay(declaration.date, language) });
}

/** `owner/name publiccode.yml:7`; empty where the finding is about no file. */
export function placeOfFinding(finding: Finding): string {
  const line = finding.line === null ? '' : `:${finding.line}`;
  const path = finding.path === null ? null : `${finding.path}${line}`;
  return [finding.repository, path].filter((part) => part !== null).join(' ');
}
