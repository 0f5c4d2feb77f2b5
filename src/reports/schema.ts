/** The contract `os2modning-assessment/1`: schemas/assessment.schema.json is made from it, and earlier results are read by it. */
import { z } from 'zod';
import { RATINGS, type Assessment } from '../assessment/index.js';

const rating = z.enum(RATINGS);
const day = z.iso.date();
const time = z.iso.datetime();
const bilingual = z.object({ da: z.string(), en: z.string() });
const repositoryName = z.string().describe('owner/name');
const requirementId = z.string().describe('Id of a requirement of the model, such as F4.');
const level = z.string().describe('Id of a level of the model; in the model of OS2 sandbox, 1, 2 or 3.');
const theme = z
  .string()
  .describe('Id of a theme of the model; in the model of OS2 relevans, formkrav, strategi or governance.');
const line = z.int().min(1).nullable();
const score = z.number().min(0).max(1).nullable().describe('null: nothing could be scored.');
const effort = z.enum(['small', 'medium', 'large']);
const count = z.int().min(0);
const counts = z.object({ green: count, yellow: count, red: count, grey: count, unknown: count });

const levelState = z.object({
  level,
  reached: z.boolean().describe('By the scores; indicative.'),
  score,
  themes: z.record(theme, score),
  state: z.enum(['met', 'met-with-explanations', 'not-met']).describe('Follow or explain.'),
  blocking: z.array(requirementId).describe('Worst first.'),
  open: z.array(requirementId).describe('Unknown: they block nothing, they wait for an answer.'),
});

const evidence = z.object({
  probe: z.string(),
  repository: repositoryName,
  path: z.string().nullable(),
  line,
  commit: z.string().nullable(),
  date: day.nullable(),
  url: z.string().nullable(),
  supports: z.enum(['green', 'yellow', 'red']),
  says: bilingual,
});

const declared = z.object({
  status: z.enum(['yes', 'no', 'planned', 'not-relevant', 'dont-know', 'unanswered']),
  raw: z.string().describe('The status as it stands in the file.'),
  text: z.string(),
  links: z.array(z.string()),
});

const requirement = z.object({
  id: requirementId,
  theme,
  level,
  recommendation: z.boolean(),
  rating,
  decidedBy: z.enum(['repository', 'declaration', 'repository+declaration', 'people']),
  declared: declared.nullable(),
  evidence: z.array(evidence),
  basis: bilingual,
  question: bilingual.extend({ to: z.enum(['product', 'secretariat', 'board']) }).nullable(),
  explanation: z
    .object({
      reason: z.string(),
      until: day.nullable(),
      by: z.string().nullable(),
      link: z.string().nullable(),
      state: z.enum(['accepted', 'at-once', 'pending', 'expired']),
    })
    .nullable(),
  gap: z
    .object({
      template: z.string(),
      effort,
      role: z.enum(['maintainer', 'coordinator', 'steering-group', 'student']),
    })
    .nullable(),
  step: bilingual
    .nullish()
    .describe('What to do first to bring it to green; null where nothing needs doing.'),
});

/** Unknown keys are dropped: a newer version may have added some. */
export const assessmentSchema = z.object({
  format: z.literal('os2modning-assessment/1'),
  product: z.string(),
  model: z.string().describe('Id and version of the model, such as os2-1.1.0.'),
  asOf: day.describe('The day the age of documents is judged on.'),
  assessedAt: time.describe('UTC.'),
  repositories: z.array(z.object({ name: repositoryName, commit: z.string().nullable() })),
  level: z.object({
    indicative: level.nullable().describe('null: not even the lowest level.'),
    target: level.nullable(),
    decided: z
      .object({ level, date: day, by: z.string(), reference: z.string().nullable() })
      .nullable()
      .describe('Entered by people, never computed.'),
    perLevel: z.array(levelState).describe('Lowest first.'),
  }),
  counts: z.object({ byLevel: z.record(level, counts), byTheme: z.record(theme, counts), total: counts }),
  requirements: z.array(requirement),
  findings: z.array(
    z.object({
      kind: z.string(),
      repository: repositoryName.nullable(),
      path: z.string().nullable(),
      line,
      says: bilingual,
    }),
  ),
  change: z
    .object({ since: time, improved: z.array(requirementId), worsened: z.array(requirementId) })
    .nullable(),
  nextSteps: z
    .array(
      z.object({
        requirement: requirementId,
        what: bilingual,
        why: bilingual,
        effort: effort.nullable(),
        template: z.string().nullable(),
      }),
    )
    .describe('What is worth doing first, best first.'),
  declaration: z
    .object({
      repository: repositoryName.nullable(),
      path: z.string(),
      date: day.nullable(),
      generation: z.string(),
      published: z.boolean().optional().describe('Everybody can read it, as far as is known.'),
    })
    .nullable()
    .describe('The self-evaluation that was used.'),
}) satisfies z.ZodType<Assessment>;

/** As schemas/assessment.schema.json holds it (JSON Schema 2020-12). */
export function assessmentJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(assessmentSchema, { target: 'draft-2020-12' });
  return {
    $schema,
    $id: 'urn:os2modning:assessment:1',
    title: 'os2modning-assessment/1',
    description: 'How mature a product is, requirement by requirement, with the evidence.',
    ...rest,
  };
}
