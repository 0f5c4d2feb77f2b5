import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/**
 * `governance/evaluation-forms.yml`: how evaluations have been written over the years. A mistake in it stops the program at
 * once with the place of the mistake, because every reading depends on it.
 */
const FILE = new URL('../../governance/evaluation-forms.yml', import.meta.url);

const words = z.array(z.string()).transform((list) => list.map((word) => word.toLowerCase()));
const rating = z.strictObject({ marks: z.array(z.string()), words });
const decider = z.strictObject({ levels: z.array(z.string()), words });

const formsSchema = z.strictObject({
  version: z.literal(1),
  columns: z.strictObject({
    number: words,
    level: words,
    title: words,
    rating: words,
    basis: words,
    advice: words,
    declared: words,
  }),
  ratings: z.strictObject({ green: rating, yellow: rating, red: rating, grey: rating, unknown: rating }),
  head: z.strictObject({
    date: words,
    formVersion: words,
    organisation: words,
    status: words,
    decided: words,
  }),
  product: z.strictObject({ before: words, after: words }),
  drafts: words,
  deciders: z.strictObject({ secretariat: decider, board: decider }),
  placement: z.strictObject({ placed: words, raised: words, advice: words, doubts: words }),
  total: words,
});

export type EvaluationForms = z.infer<typeof formsSchema>;
export type EvaluationColumn = keyof EvaluationForms['columns'];
export type EvaluationHeadField = keyof EvaluationForms['head'];

export const forms: EvaluationForms = readForms();

function readForms(): EvaluationForms {
  const parsed = formsSchema.safeParse(parse(readFileSync(FILE, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`governance/evaluation-forms.yml cannot be used:\n${z.prettifyError(parsed.error)}`);
}
