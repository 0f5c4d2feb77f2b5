import { describe, expect, test } from '@jest/globals';
import { minutes } from '../../src/probes/minutes.js';
import type { FakeFile } from '../support/facts.js';
import { contextOf, placesOf, unreadRepository, words } from './support.js';

const WANTED = { kept: ['referat*', 'dagsorden*', 'dagsordner*', 'beslutning*'], group: ['styregruppe*'] };
const FOLDER = 'dagsordner-og-referater/styregruppe';

function find(files: Record<string, FakeFile>, wanted: Parameters<typeof minutes.find>[1] = WANTED) {
  return minutes.find(contextOf([{ files }]), wanted);
}

describe('probes/minutes', () => {
  test.each([
    [`${FOLDER}/2026-04-22.md`, '2026-04-22'],
    [`${FOLDER}/20260422-referat.md`, '2026-04-22'],
    [`${FOLDER}/Referat 22-04-2026.docx`, '2026-04-22'],
    [`${FOLDER}/Referat 2.4.2026.md`, '2026-04-02'],
    ['referater/Styregruppemøde 2026-04-22.md', '2026-04-22'],
    [`${FOLDER}/referat.md`, '2026-06-01'],
  ])('%s are minutes of %s', (path, meetingDay) => {
    const finding = find({ [path]: path.endsWith('.md') ? words(20) : {} });

    expect(finding).toMatchObject({ outcome: 'found', measures: { count: 1 }, unknown: null });
    expect(finding.sightings[0]).toMatchObject({
      path,
      line: path.endsWith('.md') ? 1 : null,
      says: { key: 'things.minute', parameters: { meetingDay } },
    });
  });

  test.each([
    ['another group', 'referater/koordinationsgruppe/2026-04-22.md'],
    ['no minutes', 'styregruppe/kommissorium.md'],
    ['a list of them', `${FOLDER}/index.md`],
    ['a list of them', `${FOLDER}/README.md`],
    ['a film', `${FOLDER}/2026-04-22.mp4`],
    ['a day yet to come', `${FOLDER}/2026-06-24.md`],
    ['a day that is none', 'styregruppe/20261399.md'],
  ])('%s is none: %s', (_, path) => {
    expect(find({ [path]: words(20) })).toMatchObject({ outcome: 'absent', sightings: [] });
  });

  test('a template among the minutes is none, and said to be looked at', () => {
    const finding = find({ [`${FOLDER}/skabelon.md`]: words(40) });

    expect(finding.outcome).toBe('absent');
    expect(placesOf(finding)).toEqual([`${FOLDER}/skabelon.md:1 document.template`]);
  });

  test.each([
    ['too short', words(14)],
    ['a form with its fingerprint', `${words(40)} [udfyld: dato]`],
    ['a form full of marks', `${words(31)}\ndd-mm-yyyy\n`],
  ])('%s is an empty minute', (_, text) => {
    const finding = find({ [`${FOLDER}/2026-04-22.md`]: text });

    expect(finding.outcome).toBe('absent');
    expect(placesOf(finding)).toEqual([`${FOLDER}/2026-04-22.md:1 minutes.empty`]);
  });

  test('an agenda may be nothing but headings', () => {
    const agenda = `# Dagsorden for styregruppen\n\n${'## Et punkt på dagsordenen\n\n'.repeat(8)}`;

    expect(find({ [`${FOLDER}/2026-04-22.md`]: agenda }).outcome).toBe('found');
  });

  test('any group, where none is asked for', () => {
    expect(find({ 'beslutninger/2026-04-22.md': words(20) }, { kept: ['beslutning*'] }).outcome).toBe(
      'found',
    );
  });

  test.each([
    ['2025-06-24', 'found'],
    ['2025-06-22', 'absent'],
  ])('within 12 months, minutes of %s are %s', (day, outcome) => {
    const finding = find({ [`${FOLDER}/${day}.md`]: words(20) }, { ...WANTED, withinMonths: 12 });

    expect(finding.outcome).toBe(outcome);
    expect(finding.sightings[0]?.says.key).toBe(outcome === 'found' ? 'things.minute' : 'minutes.old');
  });

  test('the newest first, and how long ago', () => {
    const finding = find({
      [`${FOLDER}/2025-01-10.md`]: words(20),
      [`${FOLDER}/2026-05-23.md`]: words(20),
      [`${FOLDER}/2025-08-10.md`]: words(20),
    });

    expect(finding.sightings.map(({ says }) => says.parameters?.['meetingDay'])).toEqual([
      '2026-05-23',
      '2025-08-10',
      '2025-01-10',
    ]);
    expect(finding.measures).toEqual({ count: 3, ageMonths: 31 / 30.4375 });
  });

  test('minutes whose day nobody knows are unknown', () => {
    expect(find({ [`${FOLDER}/referat.md`]: { text: words(20), date: null } })).toMatchObject({
      outcome: 'unknown',
      unknown: { key: 'document.undated' },
    });
  });

  test('a repository that nobody could list, or not all of, is unknown', () => {
    expect(minutes.find(contextOf([unreadRepository('OS2eksempel/pf')]), WANTED).outcome).toBe('unknown');
    expect(minutes.find(contextOf([{ cut: 1 }]), WANTED)).toMatchObject({
      outcome: 'unknown',
      unknown: { key: 'incomplete.cut' },
    });
  });

  test('a symlink is no minute', () => {
    expect(find({ [`${FOLDER}/2026-04-22.md`]: { kind: 'symlink' } }).outcome).toBe('absent');
  });
});
