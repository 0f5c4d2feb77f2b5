import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { writeDeclaration, type DeclarationReading } from '../../src/declarations/index.js';
import { canonicalText } from '../../src/declarations/plainText.js';
import { formA, formC, model, read, rowC, WHOLE } from './fixtures.js';
import { runs } from '../support/runs.js';

const RUNS_EACH = runs(3250);
const STATUSES = ['yes', 'no', 'planned', 'not-relevant', 'dont-know', 'unanswered'];

/** The head and first rows: as telling as the whole form, and much faster to read. */
const SHORT = Object.entries(WHOLE).map(([generation, text]) => {
  const length = generation === 'D' || generation === 'E' ? 3500 : 2500;
  return [generation, text.slice(0, length)] as const;
});

const pieces = fc.oneof(
  fc.constantFrom(
    '|',
    '||',
    '\\',
    '\n',
    '\n\n',
    '\r',
    '<br/>',
    '<a href="',
    '</a>',
    '<!--',
    '-->',
    '```\n',
    '# ',
    '## R2 - ',
  ),
  fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\"',
    ':',
    ',',
    'null',
    '**Status:**',
    '---',
    '[x]',
    '[ ]',
    '✅',
    '☑︎',
    '\u202E',
    '\u0000',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const mutation = fc.record({
  kind: fc.constantFrom(
    'delete-line',
    'double-line',
    'swap-lines',
    'insert',
    'insert',
    'delete',
    'truncate',
    'lose-pipe',
  ),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 200 }),
  piece: pieces,
});
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(text: string, { kind, at, length, piece }: Mutation): string {
  const position = Math.floor(at * text.length);
  const lines = text.split('\n');
  const line = Math.min(lines.length - 1, Math.floor(at * lines.length));
  switch (kind) {
    case 'delete-line':
      return lines.filter((_, index) => index !== line).join('\n');
    case 'double-line':
      return lines.flatMap((one, index) => (index === line ? [one, one] : [one])).join('\n');
    case 'swap-lines':
      return [...lines.slice(line), ...lines.slice(0, line)].join('\n');
    case 'insert':
      return text.slice(0, position) + piece + text.slice(position);
    case 'delete':
      return text.slice(0, position) + text.slice(position + length);
    case 'lose-pipe':
      return text.slice(0, position) + text.slice(position).replace(/\|/, '');
    default:
      return text.slice(0, position);
  }
}

function expectSound(reading: DeclarationReading): void {
  const fault = faultOf(reading);
  if (fault !== null) throw new Error(fault);
}

/** What holds of every reading, whatever was read. Plain comparisons: this runs twenty thousand times. */
function faultOf({ declaration, findings }: DeclarationReading): string | null {
  for (const { kind, line, says } of findings) {
    if (says.da === '' || says.en === '') return `${kind} says nothing`;
    if (line !== null && line < 1) return `${kind} stands on line ${line}`;
  }
  if (findings.length > 100) return `${findings.length} findings`;
  if (declaration === null) return findings.length === 0 ? 'nothing read, and no reason' : null;
  if (declaration.answers.size !== 43) return `${declaration.answers.size} answers`;
  for (const [id, { requirement, status, text, quality, links }] of declaration.answers) {
    if (requirement !== id || !STATUSES.includes(status)) return `${id} is ${status}`;
    if (text !== canonicalText(text)) return `${id} has a text that is not canonical`;
    if ((text === '') !== (quality === 'none')) return `${id} has a text and quality ${quality}`;
    if (links.some(({ url }) => !/^https?:\/\//i.test(url))) return `${id} has a link that is none`;
  }
  return null;
}

describe('hostile declarations', () => {
  test.each(SHORT)('generation %s may be broken in any way', (_, whole) => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) => {
        const text = mutations.reduce(mutate, whole);

        expectSound(read(text));
      }),
      { numRuns: RUNS_EACH },
    );
  });

  test('any text and any JSON may stand in the place of a declaration', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.json({ maxDepth: 4 }));
    fc.assert(
      fc.property(texts, texts, (text, inside) => {
        const wrapped = [
          text,
          `{"krav":${inside}}`,
          `{"krav":[${inside}],"productName":${inside}}`,
          formC([inside]),
        ];

        for (const one of wrapped) expectSound(read(one));
      }),
      { numRuns: 500 },
    );
  });

  /** Each would take minutes where reading is not linear in the length of the text. */
  describe('64 KiB of one thing', () => {
    const size = 64 * 1024;
    const filled = (piece: string) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
    const PIECES = [
      ...[
        '|',
        '<',
        '[',
        '(',
        '](',
        '[a](',
        '[a](b',
        '<a ',
        '<a href=x ',
        '</a>',
        '<!--',
        '```\n',
        '\\',
        '\\|',
        '&',
        '&#',
        '&amp',
      ],
      ...[
        '*',
        '**',
        '# ',
        '> ',
        '-',
        '- ',
        ' ',
        '\t',
        '\n',
        '\r',
        '"',
        '"\\',
        '{',
        '}',
        '[{',
        '{"id":"R1",',
        'https://',
        'https://a(',
      ],
      ...[
        'www.',
        'github.com/',
        '1-1-',
        '20260101',
        'ikke ',
        'foreligger dog ',
        'se s1 ',
        '[indsæt ',
        'hvor? (eks',
        'kan udfyldes (',
      ],
      ...[
        '## R1 - a\n**Status:** x\n',
        '| R1 | a | 2 | b | Ja | c |\n',
        '|R1|a|\n',
        'Dato: ',
        'målsætning niveau ',
        '\u202E',
        '\uD800',
      ],
    ];

    test.each(PIECES)('%j', (piece) => {
      const long = filled(piece);
      const line = long.replaceAll(/[\n\r]/g, ' ');
      const texts = [
        long,
        formC([rowC('R1', 'Ja', line)]),
        formC([rowC('R1', line, 'x')]),
        formA([`[ ] | R1 | ${line.slice(0, size / 2)} | ${line.slice(0, size / 2)} | 0`]),
        `# Governancerapport for ${line}\n\n${formC([rowC('R1', 'Ja', 'x')])}`,
        `${formC([rowC('R1', 'Ja', 'x')])}${long}`,
        `{"productName":"x","krav":[${long}`,
        JSON.stringify({
          productName: long,
          filledDate: long,
          krav: [{ id: 'R1', efterlevet: long, dokumentation: long }],
        }),
      ];

      for (const text of texts) {
        const reading = read(text);
        expect(faultOf(reading)).toBeNull();
        if (reading.declaration !== null) {
          expect(writeDeclaration(reading.declaration, { model, format: 'markdown' })).not.toBe('');
        }
      }
    });
  });
});
