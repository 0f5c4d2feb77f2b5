/** The form of a model file, `os2modning-model/1`. What depends on other parts of the file is judged in `judge.ts`. */
import { z } from 'zod';

const MODEL_FORMAT = 'os2modning-model/1';

const sentence = z
  .string({ error: missing('governance.translation') })
  .trim()
  .min(1, { error: 'governance.translation' });
/** The same in every language people read. */
const text = z
  .strictObject({ da: sentence, en: sentence }, { error: bothLanguages })
  .describe('Danish first, English beside it; neither may be empty.');
const label = z.string().trim().min(1).max(200);
/** YAML reads `1` as a number; people mean the name. */
const id = z
  .union([z.string(), z.int().nonnegative()], { error: 'governance.oddId' })
  .transform(String)
  .refine((value) => /^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/.test(value), { error: 'governance.oddId' });
export const evidenceName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/, { error: 'governance.oddName' });
const share = z
  .number({ error: missing('governance.share') })
  .min(0, { error: 'governance.share' })
  .max(1, { error: 'governance.share' });
const figure = z.number().min(0, { error: 'governance.limit' });
/** A path inside a repository or under `templates/documents/<language>/`. */
const relativePath = z.string().max(200).refine(isRelative, { error: 'governance.oddPath' });

const reachShape = z.strictObject({
  overall: share.describe('Score over all requirements up to the level, 0 to 1.').optional(),
  everyTheme: share.describe('Score of each theme by itself, 0 to 1.').optional(),
  themes: z.record(z.string(), share).describe('Scores of single themes, by id.').optional(),
  publishedDeclaration: z.boolean().describe('A declaration that everybody can read must exist.').optional(),
  unknownAtMost: share.describe('Largest share of unknown requirements a theme may have.').optional(),
});

const levelShape = z.strictObject({ id, name: text, reach: reachShape });
const themeShape = z.strictObject({ id, name: text });
const placeholdersShape = z.strictObject({
  fingerprints: z
    .array(z.string().trim().min(3).max(300))
    .describe('Text that only an unfilled template holds.'),
  pathWords: z.array(label).describe('Words in a path that mark a template to copy.'),
  weakMarks: z
    .array(z.string().trim().min(2).max(100))
    .describe('Text that a real document may hold once, but not all over.')
    .optional(),
  fewestWords: z.int().min(0).max(10_000).describe('A document with fewer words says nothing.'),
});

export type ConditionForm =
  | string
  | { readonly all: readonly ConditionForm[] }
  | { readonly any: readonly ConditionForm[] }
  | { readonly not: ConditionForm };

const conditionShape: z.ZodType<ConditionForm> = z.lazy(() =>
  z.union(
    [
      z.string().min(1),
      z.strictObject({ all: conditionList }),
      z.strictObject({ any: conditionList }),
      z.strictObject({ not: conditionShape }),
    ],
    { error: 'governance.condition' },
  ),
);
const conditionList = z.array(conditionShape).min(1, { error: 'governance.emptyCondition' });

const limitShape = z
  .strictObject({ min: figure.optional(), max: figure.optional() })
  .refine(({ min, max }) => min !== undefined || max !== undefined, { error: 'governance.emptyLimit' })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, {
    error: 'governance.limitOrder',
  });

export const evidenceShape = z.strictObject({
  probe: z.string().describe('Name of the probe that is called.'),
  with: z.record(z.string(), z.unknown()).describe('Parameters of the probe.').optional(),
  where: z
    .record(z.string(), limitShape)
    .describe('Limits on what the probe measured; all must hold.')
    .optional(),
  missing: text.describe('Said when it is wanted for green and not there.').optional(),
  concern: text.describe('Said when it is there and green wants it not to be.').optional(),
  step: text
    .describe('What to do when it keeps the requirement from green; a request, without a full stop.')
    .optional(),
  whenUnknown: z
    .literal('absent')
    .describe('A rating does not hang on it: what could not be seen counts as not there.')
    .optional(),
});

export const declaredShape = z.strictObject({
  yes: z
    .enum(['concrete', 'proof', 'link', 'support'])
    .describe('How far a yes carries: a substantive text, proof, a public link, or nothing by itself.'),
  best: z.enum(['green', 'yellow']).describe('The best rating a declaration alone can give.').optional(),
  naming: z
    .array(z.string().min(1))
    .describe(
      'Patterns (regular expressions, case-insensitive, bounded), one of which the answer must match.',
    )
    .optional(),
  lacking: text
    .describe('What an answer lacks that matches no pattern in naming: a clause about it.')
    .optional(),
  supportedBy: z.string().describe('Evidence that proves a yes as well as a public link does.').optional(),
  ownText: z.boolean().describe('The answer may not lean on that of another requirement.').optional(),
});

const questionShape = z.strictObject({
  to: z.enum(['product', 'secretariat', 'board']),
  da: sentence,
  en: sentence,
});

export const mendShape = z.strictObject({
  template: relativePath.nullable().describe('File under templates/documents/<language>/.').optional(),
  path: relativePath.nullable().describe('Where the new file belongs.').optional(),
  repository: z.enum(['home', 'code', 'docs']).describe('The repository that the document belongs in.'),
  effort: z.enum(['small', 'medium', 'large']),
  role: z.enum(['maintainer', 'coordinator', 'steering-group', 'student']),
  when: z
    .string()
    .nullable()
    .describe('The evidence whose certain absence calls for the template.')
    .optional(),
  selfEvaluation: z
    .boolean()
    .describe('The template is the self-evaluation itself: it is called for only where there is none.')
    .optional(),
  habit: z
    .boolean()
    .describe('Met by how people work from day to day, not by writing something down.')
    .optional(),
});

const explanationsRule = z.enum(['at-once', 'accepted'], { error: 'governance.explanations' });

export const requirementShape = z.strictObject({
  id,
  theme: id,
  level: id,
  recommendation: z.boolean().optional(),
  decidedBy: z.enum(['repository', 'declaration', 'repository+declaration', 'people']),
  title: text,
  guidance: text,
  greenWhen: text,
  step: text.describe('What to do to make it green; a request, without a full stop.').optional(),
  evidence: z.record(evidenceName, evidenceShape).optional(),
  green: conditionShape.optional(),
  yellow: conditionShape.optional(),
  declared: declaredShape.optional(),
  greenByPeople: z
    .boolean()
    .describe('Neither evidence nor a declaration makes it green, only people do.')
    .optional(),
  explanations: explanationsRule
    .describe('Of this requirement, where it differs from the model: when an explanation counts.')
    .optional(),
  question: questionShape.optional(),
  mend: mendShape.optional(),
});

export const modelShape = z.strictObject({
  format: z.literal(MODEL_FORMAT, { error: 'governance.format' }),
  id,
  version: z
    .string({ error: missing('governance.version') })
    .regex(/^\d+\.\d+\.\d+$/, { error: 'governance.version' }),
  name: text,
  organisations: z
    .array(
      z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?$/, { error: 'governance.account' }),
    )
    .describe("GitHub accounts under the network's control."),
  placeholders: placeholdersShape,
  explanations: explanationsRule
    .describe('When an explanation counts: once a person has accepted it (the default), or at once.')
    .optional(),
  levels: z.array(levelShape).min(1).describe('Lowest first; each inherits the requirements of those below.'),
  themes: z.array(themeShape).min(1),
  requirements: z.array(requirementShape).min(1),
});

/** Our own sentence unless the field is left out altogether, which has one for every field. */
function missing(key: string): (issue: { readonly input?: unknown }) => string | undefined {
  return (issue) => (issue.input === undefined && key !== 'governance.translation' ? undefined : key);
}

function bothLanguages(issue: { readonly code?: string; readonly input?: unknown }): string | undefined {
  return issue.code === 'invalid_type' && issue.input !== undefined ? 'governance.bothLanguages' : undefined;
}

function isRelative(path: string): boolean {
  return (
    !path.includes('\\') &&
    path.split('/').every((part) => part.trim() !== '' && part !== '..' && part !== '.')
  );
}
