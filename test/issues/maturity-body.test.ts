import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { RATINGS, type RequirementAssessment } from '../../src/assessment/index.js';
import {
  desiredMaturityBody,
  parseMaturityBody,
  renderMaturityBody,
  tickedOrders,
  type MaturityBody,
} from '../../src/issues/index.js';
import { contentHash } from '../../src/issues/maturity-body.js';
import type { Product } from '../../src/products/index.js';
import {
  assessmentFixture,
  assessmentModel,
  countsOf,
  evidenceFixture,
  requirementFixture,
} from '../support/assessment.js';
import { HOSTILE } from '../support/hostile.js';
import { HOME, materialFixture, modelFixture, productFixture, viewFixture } from './scene.js';

type Context = Parameters<typeof desiredMaturityBody>[2];

function contextFixture(overrides: Partial<Context> & { readonly product?: Product } = {}): Context {
  return {
    product: productFixture(),
    productKey: 'os2eksempel-1a2b3c',
    generation: 3,
    material: materialFixture(),
    documentIssues: new Map(),
    ticked: new Set(),
    previous: null,
    ...overrides,
  };
}

function bodyFixture(overrides: Partial<Context> = {}): MaturityBody {
  return desiredMaturityBody(assessmentFixture(), assessmentModel(), contextFixture(overrides));
}

/** As GitHub would show it: only our own tags, links to where we point, and nobody called. */
function expectInert(markdown: string): void {
  const html = MarkdownIt({ html: true, linkify: true }).render(markdown);
  for (const [, tag] of html.matchAll(/<([a-z!][\w-]*)/gi)) expect(OWN_TAGS).toContain(tag);
  for (const [, href] of html.matchAll(/href="([^"]*)"/g)) {
    expect(href).toMatch(/^https:\/\/(github\.com\/os2(eksempel|andet)\/|os2\.eu\/)/);
  }
  expect(html).not.toMatch(/@(?!\u200b)\w/);
  expect(html).not.toMatch(/(^|[^&])#\d/);
}

const OWN_TAGS =
  '!-- details summary b p strong em ul li h3 table thead tbody tr th td code a sub blockquote br'.split(' ');

function position(text: string, part: string): number {
  const found = text.indexOf(part);
  if (found === -1) throw new Error(`"${part}" is not in the text`);
  return found;
}

describe('src/issues/maturity-body.ts', () => {
  test.each(['da', 'en'] as const)('reads back what it wrote: %s', (language) => {
    const body = bodyFixture({ product: productFixture({ language }), ticked: new Set(['S4']) });

    expect(parseMaturityBody(renderMaturityBody(body))).toEqual(body);
  });

  test('reads back any body', () => {
    // What a table's cell and a list may hold: escaped text, on one line.
    const text = fc
      .array(
        fc.constantFrom(
          'F4',
          '**mangler**',
          '[kode](https://github.com/a/b)',
          '·',
          'æøå',
          '&#124;',
          '»',
          '#41',
        ),
        {
          minLength: 1,
          maxLength: 5,
        },
      )
      .map((parts) => parts.join(' '));
    const counts = fc.record({
      green: fc.nat(99),
      yellow: fc.nat(99),
      red: fc.nat(99),
      grey: fc.nat(99),
      unknown: fc.nat(99),
    });
    const rows = fc.array(fc.record({ requirement: text, rating: fc.constantFrom(...RATINGS), basis: text }));
    const bodies: fc.Arbitrary<MaturityBody> = fc.record({
      product: fc.constant('os2eksempel-1a2b3c'),
      generation: fc.nat(),
      closed: fc.constantFrom(null, 'moved' as const),
      language: fc.constantFrom('da' as const, 'en' as const),
      level: fc.array(text),
      change: fc.option(fc.record({ since: fc.constant('2026-06-03'), items: fc.array(text) })),
      nextSteps: fc.array(fc.record({ what: text, why: text, how: text })),
      overview: fc.array(fc.record({ level: text, counts })),
      themes: fc.array(fc.record({ name: text, tally: text, rows })),
      questions: fc.array(text),
      configuration: fc.array(text),
      declaration: fc.option(
        fc.record({
          offer: text,
          changes: fc.array(text),
          draft: fc.constantFrom(
            null,
            '# Rapport\n\n| # |\n| --- |\n| F4 |',
            'Se\n\n```\nkode\n```\n- [ ] ikke en boks',
          ),
        }),
      ),
      notices: fc.array(text),
      orders: fc.array(
        fc.record({ requirement: fc.constantFrom('F4', 'S4', 'G5'), text, ticked: fc.boolean() }),
      ),
      remarks: fc.array(text),
      made: fc.record({ at: fc.constant('2026-06-23T08:12:00.000Z'), from: text }),
    });

    fc.assert(
      fc.property(bodies, (body) => {
        expect(parseMaturityBody(renderMaturityBody(body))).toEqual(body);
      }),
    );
  });

  test('never throws on what people have made of it', () => {
    const whole = renderMaturityBody(bodyFixture());

    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length), fc.string(), (one, other, text) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        parseMaturityBody(`${whole.slice(0, from)}${text}${whole.slice(to)}`);
      }),
    );
  });

  test('boxes are read as GitHub’s editor leaves them', () => {
    const text = renderMaturityBody(bodyFixture()).replace('- [ ] ', '- [x] ').replaceAll('\n', '\r\n');

    expect([...tickedOrders(text)]).toEqual(['F4']);
  });

  test('the content stays the same at another time, from another run and on another commit', () => {
    const assessment = assessmentFixture();
    const other = JSON.parse(
      JSON.stringify(assessment).replaceAll('0123456789abcdef0123456789abcdef01234567', 'f'.repeat(40)),
    ) as typeof assessment;
    const later = { ...other, assessedAt: '2026-07-01T00:00:00.000Z' };

    const one = desiredMaturityBody(assessment, assessmentModel(), contextFixture());
    const two = desiredMaturityBody(later, assessmentModel(), contextFixture({ generation: 9 }));

    expect(contentHash(two)).toBe(contentHash(one));
    expect(renderMaturityBody(two)).not.toBe(renderMaturityBody(one));
  });
});

describe('src/issues/desired-maturity-body.ts', () => {
  test('says what a coordinator needs first, in the order of importance', () => {
    const text = renderMaturityBody(bodyFixture({ product: productFixture({ language: 'da' }) }));

    const order = [
      '**Vejledende: Sandkasse.** Samlet ligger produktet på 0,55 og skal op på 0,60 for at nå Niveau 1.',
      '**F4** og **F11**',
      'Niveauet fastlægges af sekretariatet og bestyrelsen.',
      '**Siden 3. juni 2026:**',
      '### De næste skridt',
      '### Overblik',
      '<b>Formkrav</b>',
      '### Det kan kun mennesker svare på',
      '### Værd at se på',
      '### Bestil en opgave',
      '**Uenig?**',
      'Læst 23. juni 2026 kl. 10.12',
    ].map((part) => position(text, part));
    expect(order).toEqual([...order].sort((one, other) => one - other));
  });

  test('every rating has a symbol and a word', () => {
    const text = renderMaturityBody(bodyFixture());

    for (const cell of [
      '🟢 Opfyldt',
      '🟡 Delvist opfyldt',
      '🔴 Ikke opfyldt',
      '⚪ Ikke relevant',
      '❔ Ved vi ikke',
    ]) {
      expect(text).toContain(cell);
    }
  });

  test('a quiet run keeps the last change', () => {
    const previous = bodyFixture();
    const quiet = { since: '2026-06-22T00:00:00.000Z', improved: [], worsened: [] };

    const body = desiredMaturityBody(
      assessmentFixture({ change: quiet }),
      assessmentModel(),
      contextFixture({ previous }),
    );

    expect(body.change).toEqual(previous.change);
    expect(contentHash(body)).toBe(contentHash(previous));
  });

  test('the last change is told no longer where the same text says something else', () => {
    const previous = bodyFixture();
    const quiet = { since: '2026-06-22T00:00:00.000Z', improved: [], worsened: [] };
    const { requirements } = assessmentFixture();
    const unseen = requirements.map((one) =>
      one.id === 'F2' ? requirementFixture({ ...one, rating: 'unknown' }) : one,
    );
    const bodyOf = (about: readonly RequirementAssessment[]): MaturityBody =>
      desiredMaturityBody(
        assessmentFixture({ change: quiet, requirements: about }),
        assessmentModel(),
        contextFixture({ previous }),
      );

    const body = bodyOf(unseen);
    const none = bodyOf(requirements.map((one) => requirementFixture({ ...one, rating: 'unknown' })));

    expect(previous.change?.items.map((item) => /\*\*(\w+)\*\*/.exec(item)?.[1])).toEqual(['F2', 'F11']);
    expect(body.change?.items).toEqual([expect.stringContaining('**F11**')]);
    expect(none.change).toBeNull();
  });

  test('names the issue of a document, and says that a declined one wants a reason', () => {
    const documentIssues = new Map([
      ['F4', { repository: HOME, number: 41, state: 'open' as const }],
      ['S4', { repository: HOME, number: 42, state: 'declined' as const }],
    ]);

    const body = bodyFixture({ documentIssues });

    const rows = body.themes.flatMap((theme) => theme.rows);
    expect(rows.find((row) => row.requirement.startsWith('**F4**'))?.basis).toContain('→ #41');
    expect(rows.find((row) => row.requirement.startsWith('**S4**'))?.basis).toContain(
      '`/modning forklar S4 …`',
    );
    expect(body.nextSteps[0]?.how).toContain('#41 · lille opgave');
    expect(body.orders).toEqual([]);
  });

  test('a step is the task in a few words where a document is wanted, and the goal where it is a habit', () => {
    const said = {
      what: { da: 'Sørg for, at noget er sådan', en: 'See to it' },
      why: { da: 'derfor', en: 'so' },
    };
    const nextSteps = [
      { requirement: 'F4', ...said, effort: 'small' as const, template: 'SECURITY.md' },
      { requirement: 'F11', ...said, effort: null, template: null },
    ];

    const body = desiredMaturityBody(assessmentFixture({ nextSteps }), assessmentModel(), contextFixture());

    expect(body.nextSteps.map(({ what }) => what)).toEqual([
      '**F4** Beskriv, hvordan man melder et sikkerhedshul',
      '**F11** Sørg for, at noget er sådan',
    ]);
  });

  test.each([
    ['a habit, where the model says so', 'D1', 'vane, ikke dokument'],
    ['what is there that wants more', 'D2', 'udbyg det, der er'],
    ['work that is neither', 'D3', ''],
  ] as const)('tells of a step that opens no issue: %s', (_, id, how) => {
    const model = modelFixture();
    const [first] = model.requirements;
    const requirements = [
      { ...first!, id: 'D1', mend: { ...first!.mend!, template: null, habit: true } },
      { ...first!, id: 'D2' },
      { ...first!, id: 'D3', mend: { ...first!.mend!, template: null } },
    ];
    const says = { da: 'Gør det', en: 'Do it' };
    const nextSteps = [{ requirement: id, what: says, why: says, effort: null, template: null }];

    const body = desiredMaturityBody(
      assessmentFixture({ nextSteps }),
      { ...model, requirements },
      contextFixture(),
    );

    expect(body.nextSteps.map((step) => step.how)).toEqual([how]);
  });

  test.each([
    ['noted when it was closed: a reason is still asked for', 42, true],
    ['given by people: that is what is shown', 7, false],
  ])('an explanation %s', (_, number, isAskedFor) => {
    const link = `https://github.com/${HOME}/issues/${number}`;
    const explanation = { reason: 'Grunden', until: null, by: null, link, state: 'pending' as const };
    const requirements = [requirementFixture({ id: 'S4', rating: 'red', explanation })];
    const documentIssues = new Map([['S4', { repository: HOME, number: 42, state: 'declined' as const }]]);

    const body = desiredMaturityBody(
      assessmentFixture({ requirements, counts: countsOf(requirements) }),
      assessmentModel(),
      contextFixture({ documentIssues }),
    );

    const basis = body.themes[0]?.rows[0]?.basis ?? '';
    expect(basis.includes('Skriv gerne hvorfor')).toBe(isAskedFor);
    expect(basis.includes('Grunden')).toBe(!isAskedFor);
  });

  test('asks those who read the issue first, then the secretariat and the board', () => {
    const ask = (id: string, to: 'product' | 'secretariat' | 'board') =>
      requirementFixture({ id, rating: 'unknown', question: { da: 'Hvad?', en: 'What?', to } });
    const requirements = [ask('G5', 'board'), ask('R4', 'secretariat'), ask('G3', 'product')];

    const body = desiredMaturityBody(
      assessmentFixture({ requirements, counts: countsOf(requirements) }),
      assessmentModel(),
      contextFixture(),
    );

    expect(body.questions).toEqual([
      '**G3** Hvad? *(produktet)*',
      '**R4** Hvad? *(sekretariatet)*',
      '**G5** Hvad? *(bestyrelsen)*',
    ]);
  });

  test('a notice leads where it says, over https only', () => {
    const text = { da: 'Se her', en: 'See here' };
    const notices = [
      { ...text, url: 'https://github.com/os2eksempel/kode/issues' },
      { ...text, url: 'javascript:alert(1)' },
    ];

    const body = bodyFixture({ material: materialFixture({ notices }) });

    expect(body.notices.slice(0, 2)).toEqual([
      '[Se her](https://github.com/os2eksempel/kode/issues)',
      'Se her',
    ]);
  });

  test('shows mistakes of the configuration, with what stands in them harmless', () => {
    const configurationMistakes = [
      { da: '`os2modning.yml`, linje 7: @team <b> skal være 1', en: 'os2modning.yml, line 7' },
    ];

    const body = bodyFixture({ material: materialFixture({ configurationMistakes }) });

    expect(body.configuration).toEqual([
      '&#96;os2modning.yml&#96;, linje 7: @&#8203;team &lt;b&gt; skal være 1',
    ]);
  });

  describe('foreign text', () => {
    test.each(HOSTILE)('is inert wherever it comes from: %j', (text) => {
      const both = { da: text, en: text };
      const requirements = [
        requirementFixture({
          basis: both,
          evidence: [evidenceFixture({ path: text, url: text, says: both })],
          question: { ...both, to: 'product' },
          explanation: { reason: text, until: null, by: text, link: text, state: 'accepted' },
        }),
      ];
      const assessment = assessmentFixture({
        requirements,
        counts: countsOf(requirements),
        findings: [{ kind: 'a', repository: 'os2eksempel/kode', path: text, line: 1, says: both }],
        nextSteps: [{ requirement: 'F2', what: both, why: both, effort: null, template: null }],
        change: { since: '2026-06-03T02:00:00.000Z', improved: ['F2'], worsened: [] },
      });
      const material = materialFixture({
        configurationMistakes: [both],
        notices: [both],
        examples: new Map([['F2', [{ product: text, url: 'https://github.com/os2andet/kode' }]]]),
      });

      const written = renderMaturityBody(
        desiredMaturityBody(assessment, assessmentModel(), contextFixture({ material })),
      );

      expect(parseMaturityBody(written)?.orders).toEqual([]);
      expectInert(written);
    });
  });

  describe('repositories that are not public', () => {
    const secret = 'os2eksempel/hemmelig-motor';
    const requirements = [
      requirementFixture({
        id: 'F2',
        basis: { da: 'Fundet i hemmelig-motor.', en: 'Found in hemmelig-motor.' },
        evidence: [
          evidenceFixture({
            repository: secret,
            path: 'hemmelig-sti.md',
            url: `https://github.com/${secret}/blob/main/hemmelig-sti.md`,
          }),
        ],
      }),
    ];
    const assessment = assessmentFixture({
      requirements,
      counts: countsOf(requirements),
      repositories: [
        { name: HOME, commit: null },
        { name: secret, commit: 'a'.repeat(40) },
      ],
      findings: [
        {
          kind: 'a',
          repository: secret,
          path: 'hemmelig-sti.md',
          line: 1,
          says: { da: 'fejl i hemmelig-motor', en: 'fault' },
        },
      ],
      nextSteps: [
        {
          requirement: 'F2',
          what: { da: 'Ret hemmelig-motor', en: 'Mend' },
          why: { da: 'fordi', en: 'because' },
          effort: null,
          template: null,
        },
      ],
      change: { since: '2026-06-03T02:00:00.000Z', improved: ['F2'], worsened: [] },
    });
    const product = productFixture({ repositories: [HOME, secret] });

    function written(
      home: 'public' | 'private' | 'unknown',
      other: 'private' | 'internal' | 'unknown',
    ): string {
      const repositories = [
        viewFixture(HOME, { visibility: home }),
        viewFixture(secret, { visibility: other }),
      ];
      const material = materialFixture({
        repositories,
        notices: [{ da: 'Se hemmelig-motor', en: 'See' }],
        configurationMistakes: [{ da: 'Fejl i os2eksempel/hemmelig-motor', en: 'Mistake' }],
      });
      return renderMaturityBody(
        desiredMaturityBody(assessment, assessmentModel(), contextFixture({ material, product })),
      );
    }

    test.each([
      ['public', 'private'],
      ['public', 'internal'],
      ['public', 'unknown'],
      ['unknown', 'private'],
    ] as const)('home %s, repository %s: neither name, path nor commit is shown', (home, other) => {
      const text = written(home, other);

      expect(text).not.toContain('hemmelig');
      expect(text).not.toContain('aaaaaaa');
      expect(text).toContain('ikke er offentlige');
    });

    test('home private: shown to those who can read it', () => {
      expect(written('private', 'private')).toContain('hemmelig-sti.md');
    });

    test('a repository that nobody listed is not shown', () => {
      const material = materialFixture({ repositories: [viewFixture(HOME)] });

      const text = renderMaturityBody(
        desiredMaturityBody(assessment, assessmentModel(), contextFixture({ material, product })),
      );

      expect(text).not.toContain('hemmelig');
    });
  });

  describe('size', () => {
    function large(count: number, basis: number): RequirementAssessment[] {
      return Array.from({ length: count }, (_, index) =>
        requirementFixture({
          id: `F${index}`,
          rating: index % 2 === 0 ? 'red' : 'green',
          basis: { da: 'æ|@#'.repeat(basis / 4), en: 'x'.repeat(basis) },
          evidence: Array.from({ length: 9 }, (__, place) =>
            evidenceFixture({
              path: `docs/${'sti/'.repeat(30)}${place}.md`,
              url: `https://github.com/os2eksempel/kode/blob/main/docs/${'sti/'.repeat(30)}${place}.md`,
            }),
          ),
          question: { da: 'Hvad?'.repeat(100), en: 'What?'.repeat(100), to: 'product' },
          explanation: {
            reason: 'Fordi. '.repeat(100),
            until: null,
            by: null,
            link: null,
            state: 'pending',
          },
        }),
      );
    }

    test.each([
      [43, 400],
      [43, 4000],
      [400, 400],
      [300, 4000],
    ])(
      '%d requirements with reasons of %d characters fit, and it is said that text was left out',
      (count, basis) => {
        const requirements = large(count, basis);
        const repositories = Array.from({ length: 300 }, (_, index) => ({
          name: `os2eksempel/kode-${index}`,
          commit: 'a'.repeat(40),
        }));
        const mistakes = Array.from({ length: 500 }, () => ({ da: 'Fejl '.repeat(90), en: 'Mistake' }));
        const material = materialFixture({
          configurationMistakes: mistakes,
          notices: mistakes,
          repositories: [
            viewFixture(HOME),
            viewFixture('os2eksempel/kode'),
            ...repositories.map((one) => viewFixture(one.name)),
          ],
        });

        const body = desiredMaturityBody(
          assessmentFixture({ requirements, counts: countsOf(requirements), repositories }),
          assessmentModel(),
          contextFixture({ material }),
        );

        const text = renderMaturityBody(body);
        expect(text.length).toBeLessThanOrEqual(60_000);
        expect(text.includes('Teksten er forkortet')).toBe(true);
        expect(parseMaturityBody(text)).toEqual(body);
      },
    );

    test('nothing is left out of an ordinary product', () => {
      expect(renderMaturityBody(bodyFixture())).not.toContain('Teksten er forkortet');
    });
  });

  test('tells where a deviation was decided, and never where that may not be named', () => {
    const explained = (link: string) =>
      assessmentFixture({
        requirements: [
          requirementFixture({
            rating: 'red',
            explanation: { reason: 'Vi venter', until: null, by: null, link, state: 'accepted' },
          }),
        ],
      });
    const bodyWith = (link: string) =>
      renderMaturityBody(
        desiredMaturityBody(
          explained(link),
          assessmentModel(),
          contextFixture({
            material: materialFixture({
              repositories: [
                viewFixture(HOME),
                viewFixture('os2eksempel/hemmelig-drift', { visibility: 'private' }),
              ],
            }),
          }),
        ),
      );

    expect(bodyWith('https://os2.eu/referat')).toContain(
      'Forklaret og accepteret: Vi venter ([os2.eu](https://os2.eu/referat))',
    );
    expect(bodyWith('https://github.com/os2eksempel/hemmelig-drift/issues/1')).not.toContain(
      'hemmelig-drift',
    );
    expect(bodyWith('http://os2.eu/referat')).not.toContain('http://');
  });
});
