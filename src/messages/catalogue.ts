import { readdirSync, readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { parse } from 'yaml';
import { LANGUAGES, type Bilingual, type Language, type MessageParameters } from './types.js';

/** `messages/<language>/<room>.yml`: nested keys, ICU message syntax; the key of a sentence is `room.key.key`. */
const FOLDER = new URL('../../messages/', import.meta.url);

const catalogues = { da: readCatalogue('da'), en: readCatalogue('en') };
const formats = new Map<string, Format>();

type Format = (values: Record<string, string | number>) => string;

function readCatalogue(language: Language): ReadonlyMap<string, string> {
  const messages = new Map<string, string>();
  const folder = new URL(`${language}/`, FOLDER);
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.yml')) continue;
    flatten(parse(readFileSync(new URL(file, folder), 'utf8')), file.replace(/\.yml$/, ''), messages);
  }
  return messages;
}

function flatten(node: unknown, key: string, into: Map<string, string>): void {
  if (typeof node === 'string') {
    into.set(key, node.trim());
    return;
  }
  if (node === null || typeof node !== 'object') return;
  for (const [name, child] of Object.entries(node)) flatten(child, `${key}.${name}`, into);
}

/** The keys of a language's catalogue, for the test that both languages have every sentence. */
export function messageKeys(language: Language): readonly string[] {
  return [...catalogues[language].keys()];
}

/** Whether a sentence exists (in Danish, which is the catalogue the other is checked against). */
export function hasMessage(key: string): boolean {
  return catalogues.da.has(key);
}

/**
 * A sentence in one language.
 * Throws an Error that names the key when the catalogue lacks it: a missing sentence is a fault of ours, found by the tests.
 */
export function sayIn(language: Language, key: string, parameters: MessageParameters = {}): string {
  const message = catalogues[language].get(key);
  if (message === undefined) throw new Error(`messages/${language} has no sentence "${key}"`);
  if (!message.includes('{') && !message.includes("'")) return message;
  const cacheKey = `${language} ${key}`;
  let format = formats.get(cacheKey);
  if (format === undefined) {
    format = PLAIN.test(message) ? plainFormat(message, cacheKey) : icuFormat(message, language);
    formats.set(cacheKey, format);
  }
  return format(inOneLanguage(parameters, language));
}

/** Only names in braces to fill in, which is most sentences: no need for the machinery of plurals. */
const PLAIN = /^[^{}']*(?:\{\w+\}[^{}']*)*$/;

function plainFormat(message: string, key: string): Format {
  const pieces = message.split(/\{(\w+)\}/);
  return (values) => {
    let text = '';
    for (const [index, piece] of pieces.entries()) {
      const value = index % 2 === 0 ? piece : values[piece];
      if (value === undefined) throw new Error(`The sentence "${key}" lacks a value for "${piece}"`);
      text += String(value);
    }
    return text;
  };
}

function icuFormat(message: string, language: Language): Format {
  const format = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
  return (values) => String(format.format(values));
}

function inOneLanguage(parameters: MessageParameters, language: Language): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(parameters)) {
    values[name] = typeof value === 'object' ? value[language] : value;
  }
  return values;
}

/** A sentence in every language. Errors as for `sayIn`. */
export function say(key: string, parameters: MessageParameters = {}): Bilingual {
  const [da, en] = LANGUAGES.map((language) => sayIn(language, key, parameters));
  return { da: da ?? '', en: en ?? '' };
}
