import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** The templates as they lie on disk, and a person who fills them in. */

const FOLDER = new URL('../../templates/documents/', import.meta.url);

const bilingual = z.strictObject({ da: z.string().min(1), en: z.string().min(1) });
const indexSchema = z.strictObject({
  version: z.literal(1),
  fingerprints: z.array(z.string().min(4)).min(1),
  placeholders: z.record(z.string(), z.strictObject({ unknown: bilingual })),
  documents: z.array(
    z.strictObject({
      file: z.string(),
      title: bilingual,
      mends: z.array(z.string().regex(/^[RFSG]\d{1,2}$/)).min(1),
      helps: z.array(z.string().regex(/^[RFSG]\d{1,2}$/)),
      path: z.string().min(1),
      repository: z.enum(['home', 'code', 'docs']),
      prefill: z.boolean(),
      effort: z.enum(['small', 'medium', 'large']),
      minutes: z.int().positive(),
      role: z.enum(['maintainer', 'coordinator', 'steering-group', 'student']),
      readFirst: bilingual,
    }),
  ),
});
export type TemplateIndex = z.infer<typeof indexSchema>;

export type TemplateLanguage = 'da' | 'en';

/** Throws with every mistake when the index does not have the shape that templates/README.md describes. */
export function readTemplateIndex(): TemplateIndex {
  return indexSchema.parse(parse(readFileSync(new URL('index.yml', FOLDER), 'utf8')));
}

export function templateFiles(language: TemplateLanguage): string[] {
  return readdirSync(new URL(`${language}/`, FOLDER)).sort();
}

export function readTemplate(language: TemplateLanguage, file: string): string {
  return readFileSync(new URL(`${language}/${file}`, FOLDER), 'utf8');
}

/** Every place that a person is to fill, as it stands in the text. */
export function marksIn(text: string): string[] {
  return [...text.matchAll(/\[(?:udfyld|fill in): [^[\]\n]+\]/g)].map(([mark]) => mark);
}

/** What the app writes in, for an invented product. */
const KNOWN: Readonly<Record<string, string>> = {
  product: 'OS2eksempel',
  owner: 'OS2eksempel',
  repository: 'OS2eksempel/eksempel',
  licence: 'MPL-2.0',
  contact: 'os2eksempel@kommune.example',
  rows_relevans: 'R1',
  rows_formkrav: 'F1',
  rows_strategi: 'S1',
  rows_governance: 'G1',
};

export function substituteKnown(text: string): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => KNOWN[name] ?? whole);
}

/** A template with everything substituted and every mark answered. */
export function fillTemplate(text: string, answer: (mark: string) => string): string {
  return substituteKnown(text).replace(/\[(?:udfyld|fill in): [^[\]\n]+\]/g, answer);
}
