import { describe, expect, test } from '@jest/globals';
import { statementChanges, type FilesSaid } from '../../src/commands/statements.js';
import type { Answer } from '../../src/declarations/index.js';
import type { StoredExplanation } from '../../src/store/index.js';
import { answer, declarationFile, explanation } from '../assessment/support.js';

const NOW = new Date('2026-06-23T10:00:00Z');

function files(given: Partial<FilesSaid> = {}): FilesSaid {
  return { configured: [], declaration: null, declaredIn: null, isEverythingRead: true, ...given };
}

function declaration(...answers: readonly Answer[]): Pick<FilesSaid, 'declaration' | 'declaredIn'> {
  const { reading } = declarationFile(answers);
  return {
    declaration: reading.declaration,
    declaredIn: 'OS2eksempel/docs/selvevaluering.md',
  };
}

/** As the configured one of `explanation()`, unless told otherwise. */
function noted(given: Partial<StoredExplanation> = {}): StoredExplanation {
  return {
    id: 1,
    product: 'p-1',
    requirement: 'F14',
    status: 'deviation',
    state: 'pending',
    source: 'configuration',
    sourceId: null,
    reason: 'Vi venter på budgettet.',
    until: null,
    link: null,
    byLogin: null,
    byId: null,
    acceptedBy: null,
    acceptedAt: null,
    remindedAt: null,
    createdAt: NOW,
    endedAt: null,
    endedBecause: null,
    ...given,
  };
}

const ended = (because: StoredExplanation['endedBecause']) => ({ endedAt: NOW, endedBecause: because });
const NO = answer({ requirement: 'F14', status: 'no', text: 'Vi venter på budgettet.' });

describe('commands/statements', () => {
  test('what a configuration says is noted once, and again when it says something else', () => {
    const configured = [explanation()];

    const first = statementChanges(files({ configured }), []);
    const again = statementChanges(files({ configured }), [noted()]);
    const other = statementChanges(files({ configured: [explanation({ until: '2027-06-30' })] }), [noted()]);

    expect(first.said).toMatchObject([{ requirement: 'F14', source: 'configuration', state: 'pending' }]);
    expect(again).toEqual({ said: [], withdrawn: [] });
    expect(other.said).toMatchObject([{ until: '2027-06-30' }]);
  });

  test('what is accepted in the portfolio configuration is accepted; what people accepted stays so', () => {
    const accepted = statementChanges(files({ configured: [explanation({ accepted: true })] }), [noted()]);
    const kept = statementChanges(files({ configured: [explanation()] }), [noted({ state: 'accepted' })]);

    expect(accepted.said).toMatchObject([{ state: 'accepted' }]);
    expect(kept.said).toEqual([]);
  });

  test('what is gone from its file is withdrawn, and noted again when it comes back', () => {
    expect(statementChanges(files(), [noted()]).withdrawn).toEqual(['F14']);
    expect(
      statementChanges(files({ configured: [explanation()] }), [noted(ended('withdrawn'))]).said,
    ).toHaveLength(1);
  });

  test('a self-evaluation explains with no, planned and not relevant, and words beside them', () => {
    const given = declaration(
      NO,
      answer({ requirement: 'F17', status: 'planned' }),
      answer({ requirement: 'F21', status: 'not-relevant' }),
      answer({ requirement: 'F3', status: 'yes' }),
      answer({ requirement: 'F4', status: 'no', text: '', quality: 'none' }),
    );

    const { said } = statementChanges(files(given), []);

    expect(said.map(({ requirement, status, source }) => [requirement, status, source])).toEqual([
      ['F14', 'deviation', 'declaration'],
      ['F17', 'planned', 'declaration'],
      ['F21', 'not-relevant', 'declaration'],
    ]);
    expect(said[0]).toMatchObject({
      reason: 'Vi venter på budgettet.',
      sourceId: 'OS2eksempel/docs/selvevaluering.md',
    });
  });

  test('a self-evaluation never replaces what was said elsewhere; a configuration does', () => {
    const byCommand = noted({ source: 'command', reason: 'Noget andet' });

    expect(statementChanges(files(declaration(NO)), [byCommand]).said).toEqual([]);
    expect(statementChanges(files({ configured: [explanation()] }), [byCommand]).said).toHaveLength(1);
  });

  test('a command after the configuration is the last word, until it is taken back', () => {
    const configured = [explanation()];
    const replaced = noted(ended('replaced'));
    const byCommand = noted({ id: 2, source: 'command', reason: 'Noget andet' });

    expect(statementChanges(files({ configured }), [replaced, byCommand]).said).toEqual([]);
    expect(
      statementChanges(files({ configured }), [replaced, { ...byCommand, ...ended('withdrawn') }]).said,
    ).toHaveLength(1);
    expect(
      statementChanges(files({ configured }), [replaced, { ...byCommand, ...ended('expired') }]).said,
    ).toEqual([]);
  });

  test('what ran out is not said again by the same file', () => {
    const until = '2026-06-01';
    const configured = [explanation({ until })];

    expect(statementChanges(files({ configured }), [noted({ until, ...ended('expired') })]).said).toEqual([]);
  });

  test('a self-evaluation that could not be read takes nothing back', () => {
    const declared = noted({ source: 'declaration', state: 'accepted' });

    expect(statementChanges(files({ isEverythingRead: false }), [declared]).withdrawn).toEqual([]);
    expect(statementChanges(files(), [declared]).withdrawn).toEqual(['F14']);
    expect(
      statementChanges(files({ isEverythingRead: false, ...declaration() }), [declared]).withdrawn,
    ).toEqual(['F14']);
  });

  test('what was said by command or by closing an issue is in no file to be gone from', () => {
    const history = [
      noted({ source: 'command' }),
      noted({ id: 2, requirement: 'F4', source: 'closed-issue' }),
    ];

    expect(statementChanges(files(), history)).toEqual({ said: [], withdrawn: [] });
  });
});
