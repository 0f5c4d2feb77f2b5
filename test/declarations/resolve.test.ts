import { describe, expect, test } from '@jest/globals';
import { answerIn, declarationIn, formA, formC, kindsIn, read, titlesOf } from './fixtures.js';

function old(number: string, title: string, text = 'Vi har gjort det.', box = '[x]'): string {
  return `${box} | ${number} | ${title} | ${text} | 2`;
}

describe('src/declarations/resolve.ts', () => {
  test.each([
    ['R3', 'Løsningen er accepteret af lokal linjeledelse', 'R2'],
    ['R4', '_Løsningen har tværkommunal potentiale (anbefaling)_', 'R3'],
    ['R5', 'Ophæng til nationale strategier er til stede.', 'R4'],
    ['F2', 'Open Soruce licenskriterier overholdes', 'F2'],
    ['F6', 'Kildekoden er placeret på OS2´s github', 'F6'],
    ['F13', 'Der er udarbejdet kommunikationsmateriale til strategisk niveau', 'F14'],
    ['F14', 'Der er udarbejdet præsentationsmateriale', 'F13'],
    ['F13', 'Der er udarbejdet præsentationsmateriale af løsningen', 'F13'],
    [
      'F22',
      'Procesplan + procesansvar for driftsimplementering er udarbejdet ([eksempel](https://example.org/a))',
      'F22',
    ],
    ['S1', "Produktet har en kobling til [OS2's strategi](https://os2.eu/side/os2-mission-vision)", 'S1'],
    ['S3', 'Produktets (forventelige) kobling til OS2`s vision og strategi er beskrevet.', 'S3'],
    [
      'S4',
      'Produktets kobling til og overensstemmelse med OS2´s vision og strategi er tilstede og beskrevet.',
      'S5',
    ],
    ['S4', 'Der er udarbejdet en vision og strategi for produktet', 'S4'],
    ['G13', 'Der foreligger en aftale der sikre økonomi til koordinerg og videreudvikling', 'G13'],
  ])('reads old %s, called %j, as %s', (number, title, id) => {
    const declaration = declarationIn(formA([old(number, title), `[ ] | R9 | Noget andet | | 0`]));

    const answered = [...declaration.answers.values()].filter(({ status }) => status === 'yes');
    expect(answered.map(({ requirement }) => requirement)).toEqual([id]);
  });

  test('never reads an old number by itself', () => {
    const text = formA([old('R1', titlesOf('R1')[0] ?? ''), old('F3', 'Noget ganske andet og ukendt')]);

    expect(answerIn(text, 'F3').status).toBe('unanswered');
    expect(read(text).findings).toContainEqual(expect.objectContaining({ kind: 'unclear-title', line: 8 }));
  });

  test('does not guess between two requirements whose titles are alike', () => {
    const text = formA([old('R1', titlesOf('R1')[0] ?? ''), old('G5', 'Bestyrelsen har godkendt')]);

    expect(answerIn(text, 'G5').status).toBe('unanswered');
    expect(answerIn(text, 'G11').status).toBe('unanswered');
    expect(kindsIn(text)).toContain('unclear-title');
  });

  test('leaves out a requirement that was given up, and says so', () => {
    const text = formA([
      old('R1', titlesOf('R1')[0] ?? ''),
      old('R2', 'Løsningen skaber potentielt værdi for andre'),
    ]);

    expect(answerIn(text, 'R2').status).toBe('unanswered');
    expect(read(text).findings).toContainEqual(
      expect.objectContaining({ kind: 'dropped-requirement', line: 8 }),
    );
  });

  test('puts the three old requirements of documentation together, the weakest answer counting', () => {
    const text = formA([
      old('F7', 'Driftskrav til løsningen er dokumenteret', 'Er ikke dokumenteret.', '[]'),
      old(
        'F8',
        'Løsningen er dokumenteret på teknisk niveau',
        'Se [her](https://github.com/os2eksempel/docs)',
      ),
      old(
        'F9',
        'Teknisk implementering af løsningen er dokumenteret',
        'Se [her](https://github.com/os2eksempel/docs)',
      ),
    ]);

    expect(answerIn(text, 'F7')).toMatchObject({
      status: 'no',
      raw: '[] · [x] · [x]',
      text: 'Er ikke dokumenteret.\nSe her (https://github.com/os2eksempel/docs)',
      line: 7,
    });
    expect(kindsIn(text)).toContain('merged-rows');
  });

  test.each([
    ['yes', ['[x]', '[x]']],
    ['yes', ['[x]', '[ ]']],
  ])(
    'puts old rows together as %s when their boxes are %j and nothing is written beside them',
    (status, boxes) => {
      const text = formA([
        old('F7', 'Driftskrav til løsningen er dokumenteret', '', boxes[0]),
        old('F8', 'Løsningen er dokumenteret på teknisk niveau', '', boxes[1]),
        old('F5', 'Løsningens formål og værdi er beskrevet'),
      ]);

      expect(answerIn(text, 'F7').status).toBe(status);
    },
  );

  test('says once which numbers were moved', () => {
    const { findings } = read(
      formA([old('R5', titlesOf('R4')[0] ?? ''), old('G1', titlesOf('G1')[0] ?? '')]),
    );

    const moved = findings.filter(({ kind }) => kind === 'old-numbers');
    expect(moved).toHaveLength(1);
    expect(moved[0]?.says.da).toContain('(R5 → R4)');
  });

  test('reads the generation between by number, and by title where it uses old numbers', () => {
    const head = '| 🔽 | # | Krav | Henvisning | Niveau |\n| - | - | - | - | - |';
    const now = `${head}\n| ✅ | R2 | Løsningen er accepteret af ledelsen | Vi har en aftale | 2 |`;
    const then = `${head}\n| ✅ | R3 | ${titlesOf('R2')[0] ?? ''} | Vi har en aftale | 2 |\n| ❌ | R5 | ${titlesOf('R4')[0] ?? ''} | Nej | 3 |`;

    expect(declarationIn(now).generation).toBe('A2');
    expect(answerIn(now, 'R2').status).toBe('yes');
    expect(declarationIn(then).generation).toBe('A2');
    expect(answerIn(then, 'R2').status).toBe('yes');
    expect(answerIn(then, 'R4').status).toBe('no');
  });

  test('keeps the number of a current form when the title says otherwise, and tells', () => {
    const text = formC([`| R2 | ${titlesOf('R3').at(-1) ?? ''} | 2 | g | Ja | Vedtaget |`]);

    expect(answerIn(text, 'R2').status).toBe('yes');
    expect(read(text).findings).toContainEqual(
      expect.objectContaining({ kind: 'title-of-another', line: 13 }),
    );
  });

  test('counts titles that somebody has shortened', () => {
    const text = formC(['| F19 | Containerformat | 2 | g | Ja | Dockerfile |']);

    expect(answerIn(text, 'F19').status).toBe('yes');
    expect(kindsIn(text)).toContain('titles-changed');
  });
});
