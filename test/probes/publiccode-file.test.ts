import { describe, expect, test } from '@jest/globals';
import { readPubliccodeFile, valueAt } from '../../src/probes/publiccode-file.js';
import { HOSTILE } from '../support/hostile.js';

const LONG =
  'Løsningen samler ansøgninger om lån af lokaler ét sted, så borgerne kan se, hvad der er ledigt. '.repeat(
    3,
  );
const VALID = `publiccodeYmlVersion: "0.7"
name: Eksempel
url: https://github.com/OS2eksempel/eksempel
platforms: [web]
developmentStatus: stable
softwareType: standalone/web
description:
  da:
    shortDescription: Lån af lokaler
    longDescription: ${LONG}
legal:
  license: MPL-2.0
maintenance:
  type: community
  contacts:
    - name: Produktkoordinatoren
localisation:
  localisationReady: true
  availableLanguages: [da]
`;

function problemsIn(text: string): string[] {
  return readPubliccodeFile(text).problems.map(({ kind, key, line }) => `${line} ${kind} ${key}`);
}

describe('probes/publiccode-file', () => {
  test('a file after the standard has no problem', () => {
    expect(problemsIn(VALID)).toEqual([]);
  });

  test.each([
    ['url: https://github.com/OS2eksempel/eksempel\n', '', ['1 missing url']],
    ['https://github.com/OS2eksempel/eksempel', 'ikke en adresse', ['3 wrong url']],
    ['developmentStatus: stable', 'developmentStatus: done', ['5 wrong developmentStatus']],
    ['license: MPL-2.0', 'license: Min egen', ['12 wrong legal.license']],
    ['    longDescription: ', '    features: [a]\n    other: ', ['8 missing description.*.longDescription']],
    [LONG, 'Kort.', ['10 wrong description.da.longDescription']],
    ['type: community', 'type: contract', ['14 missing maintenance.contractors']],
    ['  license: MPL-2.0', '  license: MPL-2.0\n  repoOwner: OS2', ['13 deprecated legal.repoOwner']],
    ['name: Eksempel', 'name: "[udfyld: navn]"', ['2 placeholder name']],
    ['name: Produktkoordinatoren', 'name: xxx', ['16 placeholder maintenance.contacts.0.name']],
    ['"0.7"', '"0.9"', ['1 newer publiccodeYmlVersion']],
    ['"0.7"', '1', ['1 newer publiccodeYmlVersion']],
    ['"0.7"', '0.5', []],
  ])('%j made %j has %j', (from, to, expected) => {
    expect(problemsIn(VALID.replace(from, to))).toEqual(expected);
  });

  test('two keys of one name are a problem of the line', () => {
    expect(problemsIn(`${VALID}name: Andet\n`)).toEqual([expect.stringMatching(/^\d+ syntax $/)]);
  });

  test.each([
    ['', '1 syntax '],
    ['- a\n- b\n', '1 syntax '],
    ['bare tekst', '1 syntax '],
    ['a: [\n', '2 syntax '],
  ])('%j is no publiccode file', (text, expected) => {
    expect(readPubliccodeFile(text)).toMatchObject({ data: null });
    expect(problemsIn(text)).toEqual([expected]);
  });

  test('a bomb of aliases is unreadable, not endless', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(9)}*l${i}]`,
    );

    expect(readPubliccodeFile(`l0: &l0 [x]\n${levels.join('\n')}\n`).data).toBeNull();
  });

  test.each([...HOSTILE])('never throws: %j', (text) => {
    expect(() => readPubliccodeFile(text)).not.toThrow();
    expect(() => readPubliccodeFile(`name: ${JSON.stringify(text)}\n`)).not.toThrow();
  });

  test('never follows what is not its own', () => {
    expect(valueAt({ a: { b: 1 } }, ['a', 'b'])).toBe(1);
    expect(valueAt({ a: {} }, ['a', 'constructor'])).toBeUndefined();
    expect(valueAt({ a: null }, ['a', 'b'])).toBeUndefined();
    expect(valueAt([7], [0])).toBe(7);
  });
});
