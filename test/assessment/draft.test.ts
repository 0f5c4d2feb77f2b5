import { describe, expect, test } from '@jest/globals';
import {
  declarationChanges,
  declarationFileName,
  draftDeclaration,
  isDeclarationDue,
  type DraftOptions,
} from '../../src/assessment/index.js';
import { readDeclaration } from '../../src/declarations/index.js';
import { assessmentFixture, evidenceFixture } from '../support/assessment.js';
import { modelFixture, requirementFixture } from '../support/model.js';
import { rated } from './support.js';

const MODEL = modelFixture({
  requirements: ['F4', 'F5', 'F1'].map((id) => requirementFixture({ id })),
});
const ALL: DraftOptions = { language: 'da', links: 2, text: 400, shows: () => true, allows: () => true };
const declared = (status: 'yes' | 'no' | 'planned' | 'unanswered', text = 'Tre kommuner. Spørg @anna') => ({
  status,
  raw: status === 'yes' ? 'Ja' : 'Nej',
  text,
  links: [],
});

function draft(options: Partial<DraftOptions> = {}) {
  const assessment = assessmentFixture({
    requirements: [
      rated({
        id: 'F4',
        rating: 'yellow',
        declared: declared('yes'),
        evidence: [
          evidenceFixture({
            path: null,
            url: 'https://github.com/os2eksempel/kode',
            says: { da: 'Tal', en: 'Figure' },
          }),
          evidenceFixture({
            path: 'SECURITY.md',
            url: 'https://github.com/os2eksempel/kode/blob/c/SECURITY.md',
          }),
          evidenceFixture({ supports: 'red', url: 'https://github.com/os2eksempel/kode/blob/c/tom.md' }),
        ],
      }),
      rated({ id: 'F5', rating: 'red' }),
    ],
  });
  const text = draftDeclaration(assessment, MODEL, { ...ALL, ...options });
  const { declaration } = readDeclaration(text, { path: 'selvevaluering.md', model: MODEL });
  return { text, answers: declaration?.answers };
}

describe('assessment/draft', () => {
  test('is the current form, with links to what was found and nothing judged', () => {
    const { text, answers } = draft();

    expect(text).toContain('# Governancerapport for OS2eksempel');
    expect(answers?.get('F4')).toMatchObject({ status: 'unanswered' });
    expect(answers?.get('F4')?.text.split('\n')).toEqual([
      'Tre kommuner. Spørg @\u200banna',
      'LICENSE er MPL-2.0: https://github.com/os2eksempel/kode/blob/c/SECURITY.md',
      'https://github.com/os2eksempel/kode',
    ]);
    expect(answers?.get('F5')).toMatchObject({ status: 'unanswered', text: '' });
  });

  test('is as short as it is asked to be', () => {
    expect(draft({ links: 1, text: 5 }).answers?.get('F4')?.text.split('\n')).toEqual([
      'Tre…',
      expect.stringContaining('SECURITY.md'),
    ]);
    expect(draft({ links: 0, text: 0 }).answers?.get('F4')?.text).toBe('');
  });

  test('names nothing that may not be named', () => {
    const { text } = draft({ shows: (repository) => repository !== 'os2eksempel/kode' });
    const hidden = draft({ shows: () => false });

    expect(text).not.toContain('os2eksempel/kode');
    expect(hidden.text).not.toContain('Tre kommuner');
    expect(hidden.text).not.toContain('github.com/os2eksempel');
    expect(draft({ allows: () => false }).answers?.get('F4')?.text).toBe('');
  });

  test('tells what no longer fits the last answers', () => {
    const fresh = evidenceFixture({ path: 'SECURITY.md', date: '2026-06-01' });
    const old = evidenceFixture({ path: 'README.md', date: '2024-01-01' });
    const changes = declarationChanges(
      assessmentFixture({
        requirements: [
          rated({ id: 'F1', rating: 'green', declared: declared('no'), evidence: [old] }),
          rated({ id: 'F2', rating: 'green', declared: declared('unanswered'), evidence: [old] }),
          rated({ id: 'F3', rating: 'red', declared: declared('yes') }),
          rated({ id: 'F4', rating: 'green', declared: declared('yes'), evidence: [fresh] }),
          rated({ id: 'F5', rating: 'green', declared: declared('yes'), evidence: [old] }),
          rated({ id: 'F6', rating: 'red', declared: declared('no') }),
          rated({ id: 'F7', rating: 'green', evidence: [fresh] }),
        ],
      }),
    );

    expect(changes.map(({ da }) => da)).toEqual([
      'F1: I svarede »Nej«. Nu viser README.md, at kravet er opfyldt.',
      'F2: I svarede ikke. README.md viser, at kravet er opfyldt.',
      'F3: I svarede »Ja«, men vi har ikke fundet noget, der viser det.',
      'F4: SECURITY.md er ændret 1. juni 2026, efter selvevalueringen.',
    ]);
    expect(declarationChanges(assessmentFixture({ declaration: null }))).toEqual([]);
  });

  test('is due when there is none, or when it is old', () => {
    const says = { da: '', en: '' };
    const finding = (kind: string) => ({ kind, repository: null, path: null, line: null, says });
    const due = (kind: string) => isDeclarationDue(assessmentFixture({ findings: [finding(kind)] }));

    expect([due('no-declaration'), due('old-declaration'), due('unread-declaration')]).toEqual([
      'none',
      'old',
      null,
    ]);
    expect(['2026-06-30', '2026-07-01'].map(declarationFileName)).toEqual([
      'selvevaluering-2026-1.md',
      'selvevaluering-2026-2.md',
    ]);
  });
});
