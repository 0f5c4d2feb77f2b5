import { describe, expect, test } from '@jest/globals';
import { overlayWording, readAuthoritativeWording } from '../../src/governance/index.js';
import { hasMessage, sayIn } from '../../src/messages/index.js';
import { modelFixture, requirementFixture } from '../support/model.js';

const HEAD =
  '| #   | Krav | Produktniveau | Retningslinjer |\n| --- | ---- | ------------- | -------------- |';

function template(...tables: readonly string[]): string {
  return [
    'Før',
    '',
    '<!-- BEGIN REPORT TEMPLATE -->',
    '',
    ...tables,
    '',
    '<!-- END REPORT TEMPLATE -->',
    '| X1 | efter | 1 | nej |',
  ].join('\n');
}

const model = modelFixture({
  requirements: [
    requirementFixture({ id: 'R1', level: 'sandbox' }),
    requirementFixture({ id: 'G8', level: '2', recommendation: true }),
  ],
});

describe('governance/wording', () => {
  test('reads every table between the markers, with escaped pipes, line breaks and emphasis', () => {
    const text = template(
      `## RELEVANS\n\n${HEAD}\n| **R1** | Værdi for \`borgere\` \\| ansatte | sandkasse | Første linje<br>anden [linje](https://eksempel.dk) |`,
      `## GOVERNANCE\n\n${HEAD}\n| G8 | Projektmodel *(anbefaling)* | 2 | Vælg en. |`,
    );

    const wording = readAuthoritativeWording(text, 'skabelon.md');

    expect(wording).toEqual({
      file: 'skabelon.md',
      mistakes: [],
      rows: [
        {
          id: 'R1',
          title: 'Værdi for borgere | ansatte',
          guidance: 'Første linje\nanden linje',
          level: 'sandkasse',
          recommendation: false,
          line: 9,
        },
        { id: 'G8', title: 'Projektmodel', guidance: 'Vælg en.', level: '2', recommendation: true, line: 14 },
      ],
    });
  });

  test('lays the official words over ours and changes nothing else', () => {
    const wording = readAuthoritativeWording(
      template(
        `${HEAD}\n| R1 | Officiel titel | Sandkasse | Officiel vejledning |\n| G8 | Projektmodel (anbefaling) | Niveau 2 | Vælg |`,
      ),
      'skabelon.md',
    );

    const overlaid = overlayWording(model, wording);

    expect(overlaid.differences).toEqual([]);
    expect(overlaid.model.requirements.map((requirement) => requirement.wording?.title)).toEqual([
      'Officiel titel',
      'Projektmodel',
    ]);
    expect(overlaid.model.requirements[0]).toEqual({
      ...model.requirements[0],
      wording: { title: 'Officiel titel', guidance: 'Officiel vejledning' },
    });
  });

  test('tells where ids, levels and recommendations differ, with the line of the template', () => {
    const wording = readAuthoritativeWording(
      template(`${HEAD}\n| R1 | Titel (anbefaling) | 3 | x |\n| G80 | Ny | 2 | x |\n| R1 | Igen | 3 | x |`),
      'skabelon.md',
    );

    const { differences } = overlayWording(model, wording);

    expect(wording.mistakes.map(({ key, line }) => `${line} ${key}`)).toEqual([
      '9 governance.wording.double',
    ]);
    expect(
      differences.map(({ key, line, path }) => `${line} ${path} ${key.replace('governance.wording.', '')}`),
    ).toEqual(['1 G8 missing', '7 R1 level', '7 R1 recommended', '8 G80 unknown']);
    for (const { key, parameters } of [...wording.mistakes, ...differences]) {
      expect(hasMessage(key)).toBe(true);
      expect(sayIn('da', key, parameters)).not.toMatch(/\{[a-z]/);
    }
  });

  test.each([
    ['no markers', `${HEAD}\n| R1 | a | 1 | b |`, 'markers'],
    ['markers in the wrong order', '<!-- END REPORT TEMPLATE -->\n<!-- BEGIN REPORT TEMPLATE -->', 'markers'],
    ['no table', template('Tekst'), 'noRows'],
    ['a table without levels', template('| # | Krav |\n| - | - |\n| R1 | a |'), 'noLevels'],
    ['a file without end', `${template(HEAD)}${'x'.repeat(512 * 1024)}`, 'tooLarge'],
  ])('%s is told, and the model stands', (_, text, key) => {
    const wording = readAuthoritativeWording(text, 'skabelon.md');

    expect(wording.mistakes.map((mistake) => mistake.key)).toEqual([`governance.wording.${key}`]);
    expect(overlayWording(model, { ...wording, rows: [] }).model).toEqual(model);
  });
});
