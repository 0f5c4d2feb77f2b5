import type { Model } from '../governance/index.js';
import type { Language } from '../messages/index.js';
import type { Declaration } from './types.js';
import { writeJson } from './writeJson.js';
import { writeMarkdown } from './writeMarkdown.js';

interface WriteOptions {
  readonly model: Model;
  readonly format: 'markdown' | 'json';
  /** Of titles and guidance; the form's own words stay Danish, because other tools read them. Danish when left out. */
  readonly language?: Language;
}

/**
 * A declaration in the current form: generation C Markdown, or the JSON of the form's own export (generation D).
 * Reading it again gives the same answers, text and head; the form's version becomes the model's where none was known.
 */
export function writeDeclaration(declaration: Declaration, options: WriteOptions): string {
  const { model, format, language = 'da' } = options;
  return format === 'json'
    ? writeJson(declaration, model, language)
    : writeMarkdown(declaration, model, language);
}
