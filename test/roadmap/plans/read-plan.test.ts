import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import {
  describePlanMistake,
  planJsonSchema,
  readPlan,
  readShippedPlan,
  shippedPlans,
} from '../../../src/roadmap/index.js';

const GOOD = `format: os2modning-plan/1
id: proeve
name: Prøve
start: 2026-01-01
tracks:
  - { id: a, name: Spor A }
phases:
  - { id: x, name: Fase X }
milestones:
  - id: en
    title: Første
    track: a
    phase: x
    start: start+2w
    due: start+3m
    tasks:
      - { id: opgave, title: Gør det, checklist: [Først, Så] }
  - id: hvert-aar
    title: Hvert år {year}
    due: year-12-31
`;

function mistakesIn(text: string): readonly string[] {
  return readPlan(text, { file: 'plan.yml' }).mistakes.map(
    ({ line, path, key }) => `${line} ${path} ${key.replace(/^(governance|roadmap)\./, '')}`,
  );
}

describe('roadmap/plans/read-plan', () => {
  test('reads a plan', () => {
    const { plan, mistakes } = readPlan(GOOD, { file: 'plan.yml' });

    expect(mistakes).toEqual([]);
    expect(plan).toMatchObject({ id: 'proeve', start: '2026-01-01', nextYearFrom: '10-01' });
    expect(plan?.milestones[0]).toMatchObject({
      track: 'Spor A',
      phase: 'Fase X',
      start: { kind: 'start', days: 14, months: 0 },
      due: { kind: 'start', days: 0, months: 3 },
      tasks: [{ id: 'opgave', checklist: ['Først', 'Så'] }],
    });
    expect(plan?.milestones[1]?.due).toEqual({ kind: 'year', later: 0, monthDay: '12-31' });
  });

  test('all mistakes at once, each with its line', () => {
    const bad = GOOD.replace('plan/1', 'plan/9')
      .replace('id: proeve', 'id: Prøve!')
      .replace('start: 2026-01-01', 'start: i morgen')
      .replace('track: a', 'track: b')
      .replace('phase: x', 'phase: y')
      .replace('start+2w', 'start+2uger')
      .replace('Gør det', 'Gør det, tekst: for meget')
      .replace('id: hvert-aar', 'id: en')
      .replace(' {year}', '')
      .replace('year-12-31', 'year-02-30');

    expect(mistakesIn(bad)).toEqual([
      '1 format planFile.format',
      '2 id planFile.id',
      '4 start planFile.day',
      '12 milestones.en.track planFile.unknownTrack',
      '13 milestones.en.phase planFile.unknownPhase',
      '14 milestones.en.start planFile.date',
      '17 milestones.en.tasks.opgave.tekst shape.unknownKey',
      '18 milestones.en.id planFile.doubleId',
      '20 milestones.en.due planFile.noSuchDay',
    ]);
  });

  test.each([
    ['no milestones', GOOD.slice(0, GOOD.indexOf('milestones:')), '1 milestones shape.missing'],
    [
      'start after due',
      GOOD.replace('start+2w', 'start+4m'),
      '14 milestones.en.start planFile.startAfterDue',
    ],
    ['yearly and not', GOOD.replace('start+2w', 'year-01-01'), '14 milestones.en.start planFile.mixedDates'],
    [
      'a yearly title without its year',
      GOOD.replace(' {year}', ''),
      '19 milestones.hvert-aar.title planFile.yearMissing',
    ],
    ['two documents', `${GOOD}---\nmere: nej\n`, '1  yaml.severalDocuments'],
    ['no YAML at all', 'format: [', '1  yaml.syntax'],
    ['an empty file', '', '1  yaml.empty'],
  ])('%s', (_case, text, mistake) => {
    expect(mistakesIn(text)).toContain(mistake);
    expect(readPlan(text, { file: 'plan.yml' }).plan).toBeNull();
  });

  test('says a mistake with its place, in both languages', () => {
    const [mistake] = readPlan(GOOD.replace('track: a', 'track: b'), { file: 'plan.yml' }).mistakes;

    expect(mistake && describePlanMistake(mistake, 'da')).toBe(
      'plan.yml:12 (milestones.en.track): Sporet »b« findes ikke. Planen har a.',
    );
    expect(mistake && describePlanMistake(mistake, 'en')).toContain('There is no track "b". The plan has a.');
  });

  test.each(shippedPlans())(
    '%s, which comes with the program, has no mistake and holds to its schema',
    (name) => {
      const ajv = new Ajv({ allowUnionTypes: true });
      addFormats.default(ajv);
      const file = new URL(`../../../templates/plans/${name}.yml`, import.meta.url);
      const validate = ajv.compile(planJsonSchema());

      expect(readShippedPlan(name)?.mistakes).toEqual([]);
      expect(readShippedPlan(name)?.plan?.id).toBe(name);
      expect(validate(parse(readFileSync(file, 'utf8')))).toBe(true);
    },
  );

  test('both plans come with the program, and no other name is read as a path', () => {
    expect(shippedPlans()).toEqual(expect.arrayContaining(['aarshjul', 'tu2']));
    expect(readShippedPlan('../documents/index')).toBeNull();
  });

  test('the checked-in schema is that of the code: npm run schemas', () => {
    const file = new URL('../../../schemas/plan.schema.json', import.meta.url);

    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(planJsonSchema())));
  });
});
