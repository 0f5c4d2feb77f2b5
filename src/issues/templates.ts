/** The documents the app offers: `templates/documents/index.yml` and the texts beside it. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Bilingual, Language } from '../messages/index.js';

const FOLDER = new URL('../../templates/documents/', import.meta.url);

const bilingual = z.object({ da: z.string(), en: z.string() });
const indexSchema = z.object({
  placeholders: z.record(z.string(), z.object({ unknown: bilingual })),
  documents: z.array(
    z.object({
      file: z.string(),
      title: bilingual,
      prefill: z.boolean(),
      minutes: z.number(),
      readFirst: bilingual,
    }),
  ),
});

export interface OfferedDocument {
  readonly title: Bilingual;
  readonly text: string;
  /** Whether the text may be put into the new file; false for advice. */
  readonly isPrefilled: boolean;
  /** For writing it, by a person who knows the product. */
  readonly minutes: number;
  /** What to read or who to ask before starting. */
  readonly readFirst: Bilingual;
}

const offered = new Map<string, OfferedDocument | null>();
let knownIndex: z.infer<typeof indexSchema> | null = null;

/** Throws when the index cannot be read or has another shape than `templates/README.md` describes. */
function index(): z.infer<typeof indexSchema> {
  knownIndex ??= indexSchema.parse(parse(readFileSync(new URL('index.yml', FOLDER), 'utf8')));
  return knownIndex;
}

/** A document by the name of its file; null where the index has none. Throws when its text cannot be read. */
export function offeredDocument(name: string, language: Language): OfferedDocument | null {
  const key = `${language}/${name}`;
  const known = offered.get(key);
  if (known !== undefined) return known;
  const entry = index().documents.find((document) => document.file === name);
  const document =
    entry === undefined
      ? null
      : {
          title: entry.title,
          text: readFileSync(new URL(key, FOLDER), 'utf8'),
          isPrefilled: entry.prefill,
          minutes: entry.minutes,
          readFirst: entry.readFirst,
        };
  offered.set(key, document);
  return document;
}

/**
 * The text with what is known in its `{{…}}`; what is not known becomes a place to fill in, which no probe takes for an
 * answer. Values are kept to one line without quotation marks, so that they can stand in YAML and Markdown alike.
 */
export function fillTemplate(
  text: string,
  values: Readonly<Record<string, string | null>>,
  language: Language,
): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    const value = (values[name] ?? '').replace(/["`\\\s{}<>[\]]+/g, ' ').trim();
    return value === '' ? (index().placeholders[name]?.unknown[language] ?? whole) : value;
  });
}
