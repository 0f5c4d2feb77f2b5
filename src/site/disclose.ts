/** An assessment with only what everybody may see of it, in the same shape: for pages, exports and drafts alike. */
import type {
  Assessment,
  Declared,
  Disclosure,
  ExplanationState,
  RequirementAssessment,
} from '../assessment/index.js';
import { say, type Bilingual } from '../messages/index.js';
import type { AssessmentSummary } from '../store/index.js';

/** Ratings and counts stay as they are; what they rest on is left out where it may not be shown. */
export function discloseAssessment(assessment: Assessment, disclosure: Disclosure): Assessment {
  return {
    ...discloseSummary(assessment, disclosure),
    requirements: assessment.requirements.map((one) =>
      discloseRequirement(one, disclosure, isDeclarationShown(assessment, disclosure)),
    ),
    findings: assessment.findings.filter(
      ({ repository, path, says }) =>
        (repository === null || disclosure.shows(repository)) &&
        allowsBoth(says, disclosure) &&
        disclosure.allows(path ?? ''),
    ),
    nextSteps: assessment.nextSteps.filter(
      ({ what, why }) => allowsBoth(what, disclosure) && allowsBoth(why, disclosure),
    ),
  };
}

export function discloseSummary(summary: AssessmentSummary, disclosure: Disclosure): AssessmentSummary {
  const { declaration, level } = summary;
  const isShown = isDeclarationShown(summary, disclosure);
  const reference = level.decided?.reference ?? null;
  return {
    ...summary,
    repositories: summary.repositories.filter(({ name }) => disclosure.shows(name)),
    declaration:
      declaration === null || isShown ? declaration : { ...declaration, repository: null, path: '' },
    level:
      level.decided === null || reference === null || disclosure.allows(reference)
        ? level
        : { ...level, decided: { ...level.decided, reference: null } },
  };
}

function isDeclarationShown({ declaration }: AssessmentSummary, { shows, allows }: Disclosure): boolean {
  if (declaration === null) return false;
  return declaration.repository !== null && shows(declaration.repository) && allows(declaration.path);
}

function discloseRequirement(
  requirement: RequirementAssessment,
  disclosure: Disclosure,
  isDeclarationPublic: boolean,
): RequirementAssessment {
  const { declared, explanation, basis, evidence, question } = requirement;
  return {
    ...requirement,
    evidence: evidence.filter(
      ({ repository, path, url, says }) =>
        disclosure.shows(repository) &&
        disclosure.allows(`${path ?? ''} ${url ?? ''}`) &&
        allowsBoth(says, disclosure),
    ),
    basis: disclosure.isWhole(requirement) ? basis : say('site.hidden.basis'),
    declared: declared === null || !isDeclarationPublic ? null : discloseDeclared(declared, disclosure),
    explanation: explanation === null ? null : discloseExplanation(explanation, disclosure),
    question: question === null || allowsBoth(question, disclosure) ? question : null,
  };
}

function discloseDeclared(declared: Declared, { allows }: Disclosure): Declared {
  const isAllowed = allows(declared.text) && allows(declared.raw);
  return {
    ...declared,
    raw: isAllowed ? declared.raw : '',
    text: isAllowed ? declared.text : '',
    links: declared.links.filter((link) => allows(link)),
  };
}

function discloseExplanation(explanation: ExplanationState, { allows }: Disclosure): ExplanationState {
  const { reason, link, by } = explanation;
  return {
    ...explanation,
    reason: allows(reason) ? reason : '',
    link: link !== null && allows(link) ? link : null,
    by: by !== null && allows(by) ? by : null,
  };
}

function allowsBoth({ da, en }: Bilingual, { allows }: Disclosure): boolean {
  return allows(da) && allows(en);
}
