import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/**
 * `governance/declaration-forms.yml`: how declarations have been written over the years. A mistake in it stops the program
 * at once with the place of the mistake, because every reading depends on it.
 */
const FILE = new URL('../../governance/declaration-forms.yml', import.meta.url);

const words = z.array(z.string()).transform((list) => list.map((word) => word.toLowerCase()));
const pattern = z.string().transform((source, context) => {
  try {
    return new RegExp(source, 'iu');
  } catch (error) {
    context.addIssue({ code: 'custom', message: `is no regular expression: ${String(error)}` });
    return z.NEVER;
  }
});
const answer = z.strictObject({ words, also: words, marks: z.array(z.string()) });

const formsSchema = z.strictObject({
  version: z.literal(1),
  columns: z.strictObject({
    number: words,
    mark: words,
    title: words,
    text: words,
    level: words,
    guidance: words,
    status: words,
    evaluation: words,
  }),
  oldTextColumns: words,
  head: z.strictObject({
    product: words,
    date: words,
    filledBy: words,
    formVersion: words,
    gitOrganisation: words,
  }),
  statuses: z.strictObject({
    'not-relevant': answer,
    'dont-know': answer,
    planned: answer,
    yes: answer,
    no: answer,
  }),
  boxes: z.strictObject({ ticked: words, empty: words }),
  placeholders: z.strictObject({ silent: words, texts: words, head: words, patterns: z.array(pattern) }),
  thin: z.strictObject({
    fewestCharacters: z.number().int().positive(),
    phrases: words,
    crossReferenceWords: z.array(words).transform((lists) => new Set(lists.flat())),
  }),
  contradictions: z.strictObject({
    yesDenied: z.array(pattern),
    noDenied: z.array(pattern),
    refusals: pattern,
    reservations: pattern,
  }),
  links: z.array(
    z.strictObject({
      kind: z.enum(['github', 'os2.eu', 'file-archive', 'documentation', 'tracker', 'closed', 'other']),
      public: z.boolean(),
      hosts: words,
    }),
  ),
  targetLevel: words,
  titles: z.record(z.string(), z.array(z.string())),
  dropped: z.array(z.string()),
  oldNumbers: z.array(z.string()),
});

export type Forms = z.infer<typeof formsSchema>;
export type ColumnRole = keyof Forms['columns'];
export type HeadField = keyof Forms['head'];

export const forms: Forms = readForms();

function readForms(): Forms {
  const parsed = formsSchema.safeParse(parse(readFileSync(FILE, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`governance/declaration-forms.yml cannot be used:\n${z.prettifyError(parsed.error)}`);
}
