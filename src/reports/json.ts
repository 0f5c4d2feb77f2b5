import type { Assessment } from '../assessment/index.js';
import { say, type Bilingual } from '../messages/index.js';
import { assessmentSchema } from './schema.js';

/** Enough to mend the file; a wrong kind of file would otherwise give hundreds. */
const MOST_PROBLEMS = 5;

/**
 * `os2modning-assessment/1`, keys in the contract's order, ending in a line break.
 * Throws a ZodError when the assessment does not hold the contract: a fault of ours.
 */
export function renderJson(assessment: Assessment): string {
  return `${JSON.stringify(assessmentSchema.parse(assessment), null, 2)}\n`;
}

/** A file that was given as an assessment and is none. The message is the English sentence. */
export class AssessmentFileError extends Error {
  override readonly name = 'AssessmentFileError';
  readonly file: string;
  readonly says: Bilingual;

  constructor(file: string, says: Bilingual, cause?: unknown) {
    super(says.en, { cause });
    this.file = file;
    this.says = says;
  }
}

/**
 * Reads an earlier assessment back. `file` is only named in errors.
 * Keys that this version does not know are dropped. Throws an AssessmentFileError that says what is wrong.
 */
export function parseAssessment(text: string, file: string): Assessment {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new AssessmentFileError(file, say('reports.file.notJson', { file, problem }), error);
  }
  const result = assessmentSchema.safeParse(value);
  if (result.success) return result.data;
  const problems: string[] = [];
  for (const issue of result.error.issues.slice(0, MOST_PROBLEMS)) {
    const path = issue.path.map(String).join('.');
    problems.push(path === '' ? issue.message : `${path}: ${issue.message}`);
  }
  const says = say('reports.file.notAssessment', { file, problems: problems.join('; ') });
  throw new AssessmentFileError(file, says, result.error);
}
