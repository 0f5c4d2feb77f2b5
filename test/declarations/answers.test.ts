import { describe, expect, test } from '@jest/globals';
import { answerIn, declarationIn, formA, formC, kindsIn, read, rowC, titlesOf } from './fixtures.js';

const LONG = 'Alle dokumenter er samlet og beskrevet ét sted, og de holdes ved lige.';

function boxRow(id: string, box: string, text: string): string {
  return `${box} | ${id} | ${titlesOf(id)[0] ?? ''} | ${text} | 0`;
}

describe('src/declarations/answers.ts', () => {
  test.each([
    ['Ja', 'yes'],
    ['ja.', 'yes'],
    ['**Nej**', 'no'],
    ['Ikke relevant', 'not-relevant'],
    ['Ved ikke', 'dont-know'],
    ['Planlagt', 'planned'],
    ['🟡 Planlagt', 'planned'],
    ['🔴 Ved ikke', 'dont-know'],
    ['✅', 'yes'],
    ['✔️', 'yes'],
    ['➖', 'not-relevant'],
    ['', 'unanswered'],
    ['-', 'unanswered'],
    ['[Udfyldes i selvevaluering]', 'unanswered'],
  ])('reads the status %j as %s, without a word about it', (cell, status) => {
    const text = formC([rowC('R1', cell, LONG), rowC('R2', 'Ja', LONG)]);

    expect(answerIn(text, 'R1').status).toBe(status);
    expect(kindsIn(text)).not.toContain('unusual-status');
    expect(kindsIn(text)).not.toContain('unknown-status');
  });

  test.each([
    ['?', 'dont-know'],
    ['Delvist', 'planned'],
    ['Ja, delvist', 'planned'],
    ['I gang / afventer', 'planned'],
    ['Afventer - men i planen', 'planned'],
    ['Ja (se bilag)', 'yes'],
    ['Nej, ikke endnu', 'no'],
  ])('reads the status %j as %s and says which answers there are', (cell, status) => {
    const text = formC([rowC('R1', cell, ''), rowC('R2', 'Ja', LONG)]);

    expect(answerIn(text, 'R1')).toMatchObject({ status, raw: cell });
    expect(read(text).findings).toContainEqual(expect.objectContaining({ kind: 'unusual-status', line: 13 }));
  });

  test('leaves a requirement unanswered whose status cannot be read', () => {
    const text = formC([rowC('R1', 'Næsten', LONG), rowC('R2', 'Ja', LONG)]);

    expect(answerIn(text, 'R1')).toMatchObject({ status: 'unanswered', raw: 'Næsten' });
    expect(kindsIn(text)).toEqual(['missing-requirements', 'unknown-status', 'text-without-status']);
  });

  test('takes an answer written into the cell of the status', () => {
    const text = formC([
      rowC('R1', 'Ja, løsningen sparer sagsbehandlerne for mange timer', '[Ikke udfyldt]'),
    ]);

    expect(answerIn(text, 'R1').text).toBe('Ja, løsningen sparer sagsbehandlerne for mange timer');
  });

  test.each([
    ['[x]', LONG, 'yes'],
    ['<ul><li> [X] </li>', '', 'yes'],
    ['☑︎', LONG, 'yes'],
    ['[ ]', 'Er ikke beskrevet.', 'no'],
    ['[]', 'Ikke relevant pt.', 'not-relevant'],
    ['☐', 'Afventer møde i bestyrelsen', 'planned'],
    ['[ ]', '', 'unanswered'],
    ['[ ]', 'Hvor?', 'unanswered'],
  ])('reads the box %j beside %j as %s', (box, text, status) => {
    const form = formA([boxRow('R1', box, text), boxRow('F1', '[x]', LONG)]);

    expect(answerIn(form, 'R1').status).toBe(status);
  });

  test.each([
    '[indsæt link til git organisation/repo]',
    '[dd-mm-yyyy]',
    'Hvordan?',
    'Hvordan/hvilke?',
    'Hvor? ([eksempel](https://example.org/cookbook.html))',
    'Indsæt link(s)',
    'Kan udfyldes',
    'fx link til referat',
    'Hvem? evt. link til beskrivelse af ansvar/opgaver',
    'TODO',
  ])('takes %j for the text of a template', (placeholder) => {
    const text = formC([rowC('R1', 'Ja', placeholder), rowC('R2', 'Ja', LONG)]);

    expect(answerIn(text, 'R1')).toMatchObject({ status: 'yes', text: '', quality: 'none' });
    expect(read(text).findings).toContainEqual(expect.objectContaining({ kind: 'placeholder', line: 13 }));
  });

  test('takes the guidance copied into the answer for no answer', () => {
    const guidance = 'Beskriv den konkrete værdi løsningen skaber.';
    const text = formC([`| R1 | x | 2 | ${guidance} | Ja | ${guidance} |`, rowC('R2', 'Ja', LONG)]);

    expect(answerIn(text, 'R1').quality).toBe('none');
  });

  test.each(['[Ikke udfyldt]', '', '-', '…'])('takes %j for no text, without a word about it', (nothing) => {
    const text = formC([rowC('R1', 'Ja', nothing), rowC('R2', 'Ja', LONG)]);

    expect(answerIn(text, 'R1').quality).toBe('none');
    expect(kindsIn(text)).toEqual(['missing-requirements']);
  });

  test.each([
    ['Ja.', 'thin'],
    ['?', 'thin'],
    ['Se S1', 'thin'],
    ['Ja, se svaret under S1 og S3 ovenfor. Se også besvarelsen af G2.', 'thin'],
    ['Det bekræftes hermed', 'thin'],
    ['Det bekræftes hermed. Det bekræftes hermed.', 'thin'],
    ['Meget lidt...', 'thin'],
    ['Løsningen ligger i vores lukkede Jira: https://os2eksempel.atlassian.net/browse/EKS-12345', 'thin'],
    ['https://eksempel.sharepoint.com/sites/en-meget-lang-sti/til/et/dokument', 'thin'],
    ['https://github.com/os2eksempel', 'substantive'],
    ['Ligger på github.com/os2eksempel', 'substantive'],
    [LONG, 'substantive'],
  ])('calls the text %j %s', (text, quality) => {
    expect(answerIn(formC([rowC('R1', 'Ja', text)]), 'R1').quality).toBe(quality);
  });

  describe('a contradiction', () => {
    test.each([
      ['Ja', 'Der er søgt i mapperne under https://boks.os2.eu/x men ikke fundet en godkendelse.'],
      ['Ja', 'Der foreligger ikke særskilt dokumentation.'],
      ['Ja', 'Ikke aktuel'],
      ['Ja', 'Afventer beskrivelse'],
      ['Nej', 'Ikke relevant endnu.'],
      ['❌', 'Ikke relevant endnu.'],
      ['Nej', 'Kravet vurderes derfor kun delvist opfyldt.'],
      ['Nej', 'Læs alt om det på https://github.com/os2eksempel/docs'],
      ['Planlagt', 'Alt er dokumenteret på https://github.com/os2eksempel'],
    ])('between %j and %j is told, and the status stands', (status, text) => {
      const form = formC([rowC('G11', status, text)]);

      expect(read(form).findings).toContainEqual(
        expect.objectContaining({ kind: 'contradicts-itself', line: 13 }),
      );
      expect(answerIn(form, 'G11').raw).toBe(status);
    });

    test.each([
      ['[ ]', 'https://os2.eu/produkt/os2eksempel'],
      ['☐', 'Ja.'],
      ['[x]', 'Afventer beskrivelse'],
    ])('between the box %j and %j is told', (box, text) => {
      expect(kindsIn(formA([boxRow('S1', box, text)]))).toContain('contradicts-itself');
    });

    test.each([
      ['Ja', 'Løsningen er ikke kun relevant for kommuner, men også for staten og dens rådgivere.'],
      ['Ja', 'Projektet har ikke været i udbud, for prisen ligger under tærskelværdien.'],
      ['Nej', 'Ikke endnu.'],
      ['Nej', 'Dokumentationen findes, men ikke efter skabelonen: https://github.com/os2eksempel/docs'],
      ['Planlagt', 'En ny strategi forventes klar i 3. kvartal: https://github.com/os2eksempel/docs'],
      ['Ved ikke', 'Hvem skal orientere bestyrelsen?'],
      ['Ikke relevant', 'Løsningen er en enkeltstående løsning uden snitflader.'],
    ])('is not seen between %j and %j', (status, text) => {
      expect(kindsIn(formC([rowC('G11', status, text)]))).toEqual(['missing-requirements']);
    });

    test('shows the words it is about', () => {
      const long = `${'Der er søgt i alle mapper og referater fra de seneste år. '.repeat(3)}Der er ikke fundet en godkendelse.`;
      const { findings } = read(formC([rowC('G5', 'Ja', long)]));

      const said = findings.find(({ kind }) => kind === 'contradicts-itself')?.says.da;

      expect(said).toContain('ikke fundet en godkendelse');
    });
  });

  test('answers every requirement, those that are missing as unanswered', () => {
    const { answers } = declarationIn(formC([rowC('R1', 'Ja', LONG)]));

    expect(answers.size).toBe(43);
    expect(answers.get('G14')).toEqual({
      requirement: 'G14',
      status: 'unanswered',
      raw: '',
      text: '',
      quality: 'none',
      links: [],
      line: null,
    });
  });
});
