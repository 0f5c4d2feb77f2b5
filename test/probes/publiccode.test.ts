import { describe, expect, test } from '@jest/globals';
import { publiccode, publiccodeProblems } from '../../src/probes/publiccode.js';
import type { FakeFile } from '../support/facts.js';
import { contextOf, placesOf, unreadRepository } from './support.js';

function find(files: Record<string, FakeFile>, key: string) {
  return publiccode.find(contextOf([{ files }]), { key });
}

const FILE = `publiccodeYmlVersion: "0.7"
name: Eksempel
usedBy:
  - Første Kommune
  - Anden Kommune
description:
  da:
    longDescription: En lang beskrivelse.
  en:
    longDescription: ""
maintenance:
  contacts: []
  type: "[udfyld: type]"
`;

describe('probes/publiccode', () => {
  test.each([
    ['usedBy', 2, 4, 'lists'],
    ['name', 1, 2, 'says'],
    ['description.*.longDescription', 1, 8, 'says'],
    ['description.da', 1, 8, 'says'],
  ])('%s holds %i, on line %i', (key, count, line, says) => {
    const finding = find({ 'publiccode.yml': FILE }, key);

    expect(finding).toMatchObject({ outcome: 'found', measures: { count } });
    expect(placesOf(finding)).toEqual([`publiccode.yml:${line} publiccode.${says}`]);
  });

  test.each([
    'description.en.longDescription',
    'maintenance.contacts',
    'maintenance.type',
    'maintenance.type.x',
    'legal.license',
    'constructor',
    '__proto__.polluted',
  ])('%s holds nothing', (key) => {
    expect(find({ 'publiccode.yml': FILE }, key).outcome).toBe('absent');
  });

  test('a value that has been left unfilled below takes nothing from its neighbour', () => {
    const text = 'name: Eksempel\nnames: "[udfyld: navn]"\n';

    expect(find({ 'publiccode.yml': text }, 'name').outcome).toBe('found');
    expect(find({ 'publiccode.yml': text }, 'names').outcome).toBe('absent');
  });

  test('reads .yaml too, and no text about the file', () => {
    expect(find({ 'publiccode.yaml': FILE }, 'name').outcome).toBe('found');
    expect(find({ 'docs/Publiccode-yml.md': FILE, 'docs/publiccode.yml': FILE }, 'name').outcome).toBe(
      'absent',
    );
  });

  test('a file that is no YAML holds nothing, and never throws', () => {
    expect(find({ 'publiccode.yml': '{ [' }, 'name').outcome).toBe('absent');
  });

  test('a file that is there and that nobody read is unknown', () => {
    expect(find({ 'publiccode.yml': {} }, 'name')).toMatchObject({
      outcome: 'unknown',
      unknown: { key: 'document.unread' },
    });
  });

  test('a repository that nobody could list is unknown', () => {
    const context = contextOf([unreadRepository('OS2eksempel/kode')]);

    expect(publiccode.find(context, { key: 'name' }).outcome).toBe('unknown');
  });

  test('tells the problems of all repositories, with the place', () => {
    const context = contextOf([
      { name: 'OS2eksempel/a', files: { 'publiccode.yml': 'name: Eksempel\nlegal:\n  repoOwner: x\n' } },
    ]);

    const problems = publiccodeProblems(context);

    expect(problems).toContainEqual(
      expect.objectContaining({
        kind: 'deprecated',
        key: 'legal.repoOwner',
        line: 3,
        path: 'publiccode.yml',
      }),
    );
    expect(problems.map(({ repository }) => repository.nameWithOwner)).toContain('OS2eksempel/a');
  });
});
