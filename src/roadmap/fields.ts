/** The fields of the project that are ours. They are found by name; everything else in the project belongs to people. */
import type { CustomFieldType } from '../github/index.js';

export type FieldKey =
  | 'product'
  | 'organisation'
  | 'repository'
  | 'track'
  | 'phase'
  | 'start'
  | 'target'
  | 'progress'
  | 'open'
  | 'closed'
  | 'status'
  | 'source';

export interface FieldDefinition {
  readonly key: FieldKey;
  /** Not a word in a language but what the field is found by. GitHub keeps `Repository` and others for itself. */
  readonly name: string;
  /** What it is made as, first; the others do as well where people have made the field. */
  readonly types: readonly [CustomFieldType, ...CustomFieldType[]];
}

/** `Start date` and `Target date` are the names that GitHub's roadmap looks for first. */
export const ROADMAP_FIELDS: readonly FieldDefinition[] = [
  { key: 'product', name: 'Produkt', types: ['SINGLE_SELECT', 'TEXT'] },
  { key: 'organisation', name: 'Organisation', types: ['SINGLE_SELECT', 'TEXT'] },
  // Text: a portfolio has more repositories than a single select has options.
  { key: 'repository', name: 'Repositorie', types: ['TEXT', 'SINGLE_SELECT'] },
  { key: 'track', name: 'Spor', types: ['SINGLE_SELECT', 'TEXT'] },
  { key: 'phase', name: 'Fase', types: ['SINGLE_SELECT', 'TEXT'] },
  { key: 'start', name: 'Start date', types: ['DATE'] },
  { key: 'target', name: 'Target date', types: ['DATE'] },
  { key: 'progress', name: 'Fremdrift %', types: ['NUMBER'] },
  { key: 'open', name: 'Åbne', types: ['NUMBER'] },
  { key: 'closed', name: 'Lukkede', types: ['NUMBER'] },
  { key: 'status', name: 'Milepæl-status', types: ['SINGLE_SELECT', 'TEXT'] },
  { key: 'source', name: 'Kilde', types: ['TEXT'] },
];

/** GitHub's limit on one single select. */
export const MOST_OPTIONS = 50;

/** Names are the same whatever their case and spelling of å; GitHub takes no two such. */
export function sameName(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}
