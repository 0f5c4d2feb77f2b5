import type { Model, RequirementId } from '../governance/index.js';
import { forms } from './forms.js';

/** Recognising a requirement by its title, which outlives its number. */

export type TitleMatch =
  | { readonly kind: 'requirement'; readonly id: RequirementId; readonly exact: boolean }
  /** Known, and given up since. */
  | { readonly kind: 'dropped' }
  /** Like none, or like several. */
  | { readonly kind: 'unclear' };

interface Known {
  /** Null: given up. */
  readonly id: RequirementId | null;
  readonly key: string;
  readonly grams: ReadonlySet<string>;
}

/** How alike two titles must be, 0 to 1, and how much more alike than the next requirement's. */
const ALIKE = 0.8;
const MARGIN = 0.1;
const LONGEST_TITLE = 300;

/** Preparing the titles takes longer than reading a file, and many files are read by one model. */
const matchers = new WeakMap<Model, TitleMatcher>();
const MOST_REMEMBERED = 1000;

export type TitleMatcher = (title: string) => TitleMatch;

/** A matcher for one model: titles of old forms where the model has their requirement, and the model's own. */
export function titleMatcher(model: Model): TitleMatcher {
  const matcher = matchers.get(model) ?? newMatcher(model);
  matchers.set(model, matcher);
  return matcher;
}

function newMatcher(model: Model): TitleMatcher {
  const known = knownTitles(model);
  const remembered = new Map<string, TitleMatch>();
  return (title) => {
    const short = title.slice(0, LONGEST_TITLE);
    const before = remembered.get(short);
    if (before !== undefined) return before;
    const match = matchTitle(keyOf(short), known);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(short, match);
    return match;
  };
}

/** Whether the forms know a requirement under some title, so that a row's title can be compared. */
export function hasKnownTitle(id: RequirementId): boolean {
  return Object.hasOwn(forms.titles, id);
}

function knownTitles(model: Model): readonly Known[] {
  const ids = new Set(model.requirements.map(({ id }) => id));
  const known: Known[] = [];
  const add = (id: RequirementId | null, title: string) => {
    const key = keyOf(title);
    if (key !== '') known.push({ id, key, grams: gramsOf(key) });
  };
  for (const [id, titles] of Object.entries(forms.titles)) {
    if (ids.has(id)) for (const title of titles) add(id, title);
  }
  for (const title of forms.dropped) add(null, title);
  for (const { id, title } of model.requirements) {
    add(id, title.da);
    add(id, title.en);
  }
  return known;
}

function matchTitle(key: string, known: readonly Known[]): TitleMatch {
  if (key === '') return { kind: 'unclear' };
  const exact = known.find((one) => one.key === key);
  if (exact !== undefined) return matchOf(exact.id, true);
  const grams = gramsOf(key);
  const best = new Map<RequirementId | null, number>();
  for (const one of known) {
    const score = likeness(grams, one.grams);
    if (score > (best.get(one.id) ?? 0)) best.set(one.id, score);
  }
  const [first, second] = [...best].sort((left, right) => right[1] - left[1]);
  if (first === undefined || first[1] < ALIKE) return { kind: 'unclear' };
  return first[1] - (second?.[1] ?? 0) < MARGIN ? { kind: 'unclear' } : matchOf(first[0], false);
}

function matchOf(id: RequirementId | null, exact: boolean): TitleMatch {
  return id === null ? { kind: 'dropped' } : { kind: 'requirement', id, exact };
}

/** Letters and digits only: apostrophes, marks of recommendation and pointers to examples differ from form to form. */
function keyOf(title: string): string {
  return title
    .normalize('NFC')
    .toLowerCase()
    .replace(/\((anbefaling|ekse?mp[^()]{0,200}|indsæt[^()]{0,200})\)/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function gramsOf(key: string): ReadonlySet<string> {
  const grams = new Set<string>();
  for (let index = 0; index + 3 <= key.length; index += 1) grams.add(key.slice(index, index + 3));
  return grams;
}

/** Dice's coefficient over groups of three letters, 0 to 1. */
function likeness(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size === 0 || right.size === 0) return 0;
  let shared = 0;
  for (const gram of left) if (right.has(gram)) shared += 1;
  return (2 * shared) / (left.size + right.size);
}
