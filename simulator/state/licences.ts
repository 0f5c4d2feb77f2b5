/** What GitHub reads out of a LICENSE file, for the licences that matter here. */
import { resolveCommit } from './history.js';
import type { Repository } from './types.js';

export interface Licence {
  readonly key: string;
  readonly name: string;
  readonly spdxId: string;
}

const KNOWN: readonly (readonly [RegExp, string, string])[] = [
  [/mozilla public license version 2\.0/i, 'MPL-2.0', 'Mozilla Public License 2.0'],
  [/gnu affero general public license\s+version 3/i, 'AGPL-3.0', 'GNU Affero General Public License v3.0'],
  [/gnu lesser general public license\s+version 3/i, 'LGPL-3.0', 'GNU Lesser General Public License v3.0'],
  [/gnu general public license\s+version 3/i, 'GPL-3.0', 'GNU General Public License v3.0'],
  [/gnu general public license\s+version 2/i, 'GPL-2.0', 'GNU General Public License v2.0'],
  [/apache license\s+version 2\.0/i, 'Apache-2.0', 'Apache License 2.0'],
  [/european union public licen[cs]e\s+v\. ?1\.2/i, 'EUPL-1.2', 'European Union Public License 1.2'],
  [/permission is hereby granted, free of charge, to any person/i, 'MIT', 'MIT License'],
  [
    /neither the name of .{0,80} nor the names of its\s+contributors/i,
    'BSD-3-Clause',
    'BSD 3-Clause "New" or "Revised" License',
  ],
  [
    /attribution-sharealike 4\.0 international/i,
    'CC-BY-SA-4.0',
    'Creative Commons Attribution Share Alike 4.0',
  ],
  [/creative commons zero v1\.0|cc0 1\.0 universal/i, 'CC0-1.0', 'Creative Commons Zero v1.0 Universal'],
];
const LICENCE_FILE = /^(licen[cs]e|copying|unlicense)(\.(md|txt|rst|markdown))?$/i;
const OTHER: Licence = { key: 'other', name: 'Other', spdxId: 'NOASSERTION' };

/** The licence of the default branch; null without a licence file. */
export function licenceOf(repository: Repository): Licence | null {
  const { licenseSpdxId } = repository;
  if (licenseSpdxId !== null) {
    const known = KNOWN.find(([, spdxId]) => spdxId === licenseSpdxId);
    if (licenseSpdxId === 'NOASSERTION') return OTHER;
    return { key: licenseSpdxId.toLowerCase(), name: known?.[2] ?? licenseSpdxId, spdxId: licenseSpdxId };
  }
  const file = licenceFile(repository);
  if (file === null) return null;
  for (const [pattern, spdxId, name] of KNOWN) {
    if (pattern.test(file.text)) return { key: spdxId.toLowerCase(), name, spdxId };
  }
  return OTHER;
}

export function licenceFile(repository: Repository): { path: string; oid: string; text: string } | null {
  const { git } = repository;
  const tree = git.trees.get(resolveCommit(repository, 'HEAD')?.tree ?? '');
  for (const { name, oid } of tree?.entries.values() ?? []) {
    const content = LICENCE_FILE.test(name) ? git.blobs.get(oid)?.content : undefined;
    if (typeof content === 'string') return { path: name, oid, text: content };
  }
  return null;
}
