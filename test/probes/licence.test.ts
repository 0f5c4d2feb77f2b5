import { describe, expect, test } from '@jest/globals';
import { licence } from '../../src/probes/licence.js';
import type { FakeFile, FakeRepository } from '../support/facts.js';
import { codeFiles, contextOf, placesOf, unread, unreadRepository, words } from './support.js';

const MPL = `Mozilla Public License Version 2.0\n\n${words(60)}\n`;
const NONE = { licensed: 0, unlicensed: 0, metadataOnly: 0, notOsi: 0, unrecognised: 0, conflicts: 0 };
const known = <T>(value: T) => ({ state: 'known' as const, value });

function find(files: Record<string, FakeFile>, given: FakeRepository = {}) {
  return licence.find(contextOf([{ ...given, files: { ...codeFiles(), ...files } }]), {});
}

describe('probes/licence', () => {
  test.each(['LICENSE', 'License.txt', 'LICENCE.md', 'COPYING', 'UNLICENSE', 'LICENSE-MPL'])(
    'reads the licence in %s',
    (path) => {
      const finding = find({ [path]: MPL });

      expect(finding).toMatchObject({
        outcome: 'found',
        measures: { ...NONE, licensed: 1 },
        sightings: [
          { path, line: 1, date: '2026-06-01', says: { parameters: { path, licence: 'MPL-2.0' } } },
        ],
      });
    },
  );

  test.each(['docs/LICENSE', 'vendor/pakke/LICENSE', 'LICENSES.md.bak/x', 'license-check.json/a'])(
    'no licence of the repository is %s',
    (path) => {
      expect(find({ [path]: MPL })).toMatchObject({
        outcome: 'absent',
        measures: { ...NONE, unlicensed: 1 },
        sightings: [{ path: null, says: { key: 'licence.none' } }],
      });
    },
  );

  test('follows the REUSE layout, where LICENSE is a symlink', () => {
    const finding = find({ LICENSE: { kind: 'symlink' }, 'LICENSES/MPL-2.0.txt': MPL });

    expect(finding.measures).toEqual({ ...NONE, licensed: 1 });
    expect(placesOf(finding)).toEqual(['LICENSES/MPL-2.0.txt:1 licence.file']);
  });

  test('takes a REUSE file by its name when the text is none we know the title of', () => {
    expect(find({ 'LICENSES/BSL-1.0.txt': 'Boost Software License' }).sightings[0]?.says.parameters).toEqual({
      path: 'LICENSES/BSL-1.0.txt',
      licence: 'BSL-1.0',
    });
  });

  test('a symlink that leads to nothing we read is unknown', () => {
    expect(find({ LICENSE: { kind: 'symlink' } })).toMatchObject({
      outcome: 'unknown',
      unknown: { key: 'document.unread', parameters: { path: 'LICENSE' } },
    });
  });

  test("GitHub's own reading tells what we could not", () => {
    expect(find({ LICENSE: {} }, { licenseSpdxId: known('GPL-3.0-or-later') })).toMatchObject({
      outcome: 'found',
      measures: { ...NONE, licensed: 1 },
      sightings: [{ path: 'LICENSE', says: { key: 'licence.github', parameters: { licence: 'GPL-3.0' } } }],
    });
  });

  test("GitHub's NOASSERTION tells nothing", () => {
    expect(find({}, { licenseSpdxId: known('NOASSERTION') }).outcome).toBe('absent');
  });

  test('a licence that the Open Source Initiative has not approved is found, and counted as such', () => {
    expect(find({ LICENSE: `Attribution 4.0 International\n${words(40)}` })).toMatchObject({
      outcome: 'found',
      measures: { ...NONE, notOsi: 1 },
    });
  });

  test('a licence we do not know is found, and counted as such', () => {
    expect(find({ LICENSE: `Alle rettigheder forbeholdes. ${words(40)}` })).toMatchObject({
      outcome: 'found',
      measures: { ...NONE, unrecognised: 1 },
      sightings: [{ path: 'LICENSE', line: 1, says: { key: 'licence.unrecognised' } }],
    });
  });

  test('advice on choosing a licence, saved unfilled in its place, is none', () => {
    const finding = find({ 'LICENSE.md': `# Licens\n\n${words(40)}\n\n[udfyld: begrundelse]\n` });

    expect(finding).toMatchObject({ outcome: 'absent', measures: { ...NONE, unlicensed: 1 } });
    expect(placesOf(finding)).toEqual([expect.stringMatching(/^LICENSE\.md:\d+ document\.fingerprint$/)]);
  });

  test('a real licence beside the advice counts', () => {
    const finding = find({ LICENSE: MPL, 'LICENSE.md': `# Licens\n\n[udfyld: begrundelse]\n` });

    expect(finding.measures).toEqual({ ...NONE, licensed: 1 });
  });

  test.each([
    ['package.json', '{\n  "license": "MIT"\n}\n', 2],
    ['composer.json', '{ "license": ["MIT"] }\n', 1],
    ['Cargo.toml', '[package]\nlicense = "MIT"\n', 2],
    ['pyproject.toml', '[project]\nlicense = { text = "MIT" }\n', 2],
    ['pom.xml', '<project><licenses><license>\n<name>MIT</name></license></licenses></project>', 1],
    ['publiccode.yml', 'legal:\n  license: MIT\n', 2],
  ])('a licence stated in %s alone is counted as such', (path, text, line) => {
    const finding = find({ [path]: text });

    expect(finding).toMatchObject({ outcome: 'found', measures: { ...NONE, metadataOnly: 1 } });
    expect(placesOf(finding)).toEqual([`${path}:${line} licence.metadata`]);
  });

  test('metadata that nobody read may state one', () => {
    expect(find({ 'package.json': {} }).outcome).toBe('unknown');
    expect(find({ 'package.json': {}, LICENSE: MPL }).outcome).toBe('found');
    expect(find({ 'web/package.json': {} }).outcome).toBe('absent');
  });

  test('metadata that names no SPDX licence states nothing', () => {
    expect(find({ 'package.json': '{ "license": "SEE LICENSE IN README" }' }).outcome).toBe('absent');
  });

  test('file and metadata that disagree are a conflict', () => {
    expect(find({ LICENSE: MPL, 'package.json': '{ "license": "MIT" }' }).measures).toEqual({
      ...NONE,
      licensed: 1,
      conflicts: 1,
    });
  });

  test('metadata that says the same in other words is none', () => {
    const text = `GNU GENERAL PUBLIC LICENSE Version 3, 29 June 2007\n${words(40)}`;

    const finding = find({ LICENSE: text, 'package.json': '{ "license": "GPL-3.0-or-later" }' });

    expect(finding.measures).toEqual({ ...NONE, licensed: 1 });
  });

  test('counts every code repository, and only those', () => {
    const context = contextOf([
      { name: 'OS2eksempel/a', files: { ...codeFiles(), LICENSE: MPL } },
      { name: 'OS2eksempel/b', files: codeFiles() },
      { name: 'OS2eksempel/docs', files: { 'README.md': 'Tekst.' } },
    ]);

    expect(licence.find(context, {}).measures).toEqual({ ...NONE, licensed: 1, unlicensed: 1 });
  });

  test('looks at all repositories where none holds code', () => {
    const context = contextOf([{ files: { LICENSE: MPL } }]);

    expect(licence.find(context, {}).measures).toEqual({ ...NONE, licensed: 1 });
  });

  test('a repository that nobody could list leaves it open', () => {
    const alone = contextOf([unreadRepository('OS2eksempel/kode')]);
    const beside = contextOf([{ files: codeFiles() }, unreadRepository('OS2eksempel/lukket')]);
    const licensed = contextOf([
      { files: { ...codeFiles(), LICENSE: MPL } },
      unreadRepository('OS2eksempel/lukket'),
    ]);

    expect(licence.find(alone, {}).outcome).toBe('unknown');
    expect(licence.find(beside, {}).outcome).toBe('unknown');
    expect(licence.find(licensed, {})).toMatchObject({
      outcome: 'found',
      measures: { licensed: 1 },
      unknown: { key: 'incomplete.unread' },
    });
  });

  test("that GitHub's reading could not be had takes nothing away", () => {
    expect(find({ LICENSE: MPL }, { licenseSpdxId: unread() }).measures).toEqual({ ...NONE, licensed: 1 });
  });
});
