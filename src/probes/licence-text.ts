/** Which licence a text is, and whether the Open Source Initiative has approved it. */
import parseExpression from 'spdx-expression-parse';
import licences from 'spdx-license-list';

/** Only titles are matched: the text of one licence often names another. */
const TITLES: readonly (readonly [RegExp, string])[] = [
  [/^gnu affero general public license\s+version 3/, 'AGPL-3.0'],
  [/^gnu lesser general public license\s+version 3/, 'LGPL-3.0'],
  [/^gnu lesser general public license\s+version 2\.1/, 'LGPL-2.1'],
  [/^gnu general public license\s+version 3/, 'GPL-3.0'],
  [/^gnu general public license\s+version 2/, 'GPL-2.0'],
  [/^mozilla public license,? version 2\.0/, 'MPL-2.0'],
  [/^mozilla public license 2\.0/, 'MPL-2.0'],
  [/^apache license\s+version 2\.0/, 'Apache-2.0'],
  [/^(the )?mit license/, 'MIT'],
  [/^permission is hereby granted, free of charge/, 'MIT'],
  [/^(european union public licen[cs]e|eupl)\b.{0,40}1\.2/, 'EUPL-1.2'],
  [/^(european union public licen[cs]e|eupl)\b.{0,40}1\.1/, 'EUPL-1.1'],
  [/^bsd 3-clause/, 'BSD-3-Clause'],
  [/^bsd 2-clause/, 'BSD-2-Clause'],
  [/^(the )?isc license/, 'ISC'],
  [/^creative commons legal code\s+cc0 1\.0/, 'CC0-1.0'],
  [/^cc0 1\.0/, 'CC0-1.0'],
];
/** `Attribution-NonCommercial-ShareAlike 4.0`: no licence for code, and people should see which it is. */
const CREATIVE_COMMONS =
  /^(?:creative commons )?(?:legal code )?attribution(-noncommercial)?(-sharealike|-noderivatives|-noderivs)? (\d\.\d)/;

/** What a licence file may say before its title. */
const PREAMBLE =
  /^(\s|[#=*_\-]|copyright[^\n]*\n|valid-license-identifier[^\n]*\n|spdx[^\n]*\n|license\s*\n|\(c\)[^\n]*\n|all rights reserved[^\n]*\n)+/;

/** The SPDX id of a licence text by its title, without `-only` or `-or-later`; null when it is none we know. */
export function licenceOf(lowerText: string): string | null {
  let start = lowerText.slice(0, 2000);
  for (let round = 0; round < 4; round += 1) {
    const shorter = start.replace(PREAMBLE, '');
    if (shorter === start) break;
    start = shorter;
  }
  const title = start.slice(0, 300).replace(/\s+/g, ' ');
  for (const [pattern, id] of TITLES) {
    if (pattern.test(title)) return id;
  }
  return creativeCommons(title);
}

function creativeCommons(title: string): string | null {
  const match = CREATIVE_COMMONS.exec(title);
  if (match === null) return null;
  const [, nonCommercial, terms, version = ''] = match;
  const rest = terms === undefined ? '' : terms === '-sharealike' ? '-SA' : '-ND';
  return `CC-BY${nonCommercial === undefined ? '' : '-NC'}${rest}-${version}`;
}

/** The base ids in an SPDX expression (`GPL-3.0-or-later OR MIT` → `GPL-3.0`, `MIT`); empty when it is none. */
export function licencesIn(expression: string): readonly string[] {
  const ids = new Set<string>();
  try {
    collect(parseExpression(expression.trim()), ids);
  } catch {
    // Not an SPDX expression: people write "GPL 3" or "See LICENSE" too, which names no licence for certain.
    return [];
  }
  return [...ids];
}

function collect(node: parseExpression.Info, into: Set<string>): void {
  if ('license' in node) into.add(baseId(node.license));
  else {
    collect(node.left, into);
    collect(node.right, into);
  }
}

/** `GPL-3.0-or-later` and `GPL-3.0-only` are the same licence here. */
export function baseId(id: string): string {
  return id.replace(/-(only|or-later)$|\+$/, '');
}

export function isOsiApproved(id: string): boolean {
  return [id, `${id}-only`].some((one) => licences[one]?.osiApproved === true);
}
