import { describe, expect, test } from '@jest/globals';
import type { RequirementAssessment } from '../../src/assessment/index.js';
import {
  documentIssue,
  fillTemplate,
  newFileLink,
  offeredDocument,
  parseMarker,
  type IssueMaterial,
} from '../../src/issues/index.js';
import { LANGUAGES } from '../../src/messages/index.js';
import type { Product } from '../../src/products/index.js';
import { readDeclaration } from '../../src/declarations/index.js';
import { HOSTILE } from '../support/hostile.js';
import { shippedModel } from '../support/templateAssessment.js';
import { marksIn, readTemplateIndex } from '../support/templates.js';
import {
  assessed,
  assessmentOf,
  HOME,
  materialFixture,
  modelFixture,
  productFixture,
  viewFixture,
} from './scene.js';

interface Given {
  readonly requirement?: Partial<RequirementAssessment>;
  readonly product?: Partial<Product>;
  readonly material?: Partial<IssueMaterial>;
}

function issueFixture({ requirement = {}, product = {}, material = {} }: Given = {}) {
  const missing = assessed('D1', 'missing', requirement);
  const issue = documentIssue(missing, {
    product: productFixture(product),
    productKey: 'os2eksempel-1a2b3c',
    assessment: assessmentOf([missing]),
    model: modelFixture(),
    material: materialFixture(material),
  });
  if (issue === null) throw new Error('there is no gap');
  return issue;
}

/** The address of the first step. */
function linkIn(body: string): URL {
  const found = /^1\. \[[^\]]*\]\(([^)]*)\)/m.exec(body);
  return new URL(found?.[1] ?? 'about:blank');
}

describe('src/issues/document-issue.ts', () => {
  test('says in the title what there is to do', () => {
    expect(issueFixture().title).toBe('D1: Beskriv, hvordan man melder et sikkerhedshul (SECURITY.md)');
    expect(issueFixture({ product: { language: 'en' } }).title).toBe(
      'D1: Describe how to report a vulnerability (SECURITY.md)',
    );
  });

  test('says why, what was looked at, what would do, how, and how to say no', () => {
    const { body } = issueFixture();

    const parts = [
      '<!-- os2modning:document v=1 product=os2eksempel-1a2b3c requirement=D1 -->',
      '**D1 Dokument D1** i OS2eksempel',
      '**Det har vi set på:** [os2eksempel/kode](https://github.com/os2eksempel/kode)',
      '23. juni 2026. Grundlag for D1.',
      '**Kravet bliver grønt, når:**',
      'Åbn en ny SECURITY.md med skabelonen sat ind',
      'Regn med en time.',
      'Opgaven passer til en, der vedligeholder koden.',
      'Læs først:',
      '<details><summary>Skabelonen</summary>',
      'luk det som »not planned«',
      '`/modning forklar D1 …`',
    ].map((part) => [part, body.includes(part)]);
    expect(parts.filter(([, isThere]) => isThere !== true)).toEqual([]);
    expect(parseMarker(body)).toMatchObject({ kind: 'document', requirement: 'D1', closed: null });
  });

  test('a declaration that says yes without pointing to anything is told', () => {
    const declared = { status: 'yes' as const, raw: 'Ja', text: '', links: [] };

    expect(issueFixture({ requirement: { declared } }).body).toContain(
      'Selvevalueringen svarer »Ja« uden at henvise til noget.',
    );
  });

  test('there is none without a gap', () => {
    const there = assessed('D1', 'there');

    const issue = documentIssue(there, {
      product: productFixture(),
      productKey: 'os2eksempel-1a2b3c',
      assessment: assessmentOf([there]),
      model: modelFixture(),
      material: materialFixture(),
    });

    expect(issue).toBeNull();
  });

  describe('the link', () => {
    test('opens a new file in the repository that the model names, with the text filled in', () => {
      const link = linkIn(issueFixture().body);

      expect(link.origin + link.pathname).toBe('https://github.com/os2eksempel/kode/new/main');
      expect(link.searchParams.get('filename')).toBe('SECURITY.md');
      expect(link.searchParams.get('value')).toContain('# Sikkerhed i OS2eksempel');
    });

    test('opens the file that is there already', () => {
      const repositories = [
        viewFixture('os2eksempel/kode', { paths: new Set(['SECURITY.md']), defaultBranch: 'release/2 æ' }),
        viewFixture(HOME),
      ];

      const { body } = issueFixture({ material: { repositories } });

      expect(linkIn(body).href).toBe(
        'https://github.com/os2eksempel/kode/edit/release/2%20%C3%A6/SECURITY.md',
      );
    });

    test('leads to the home where the other repository may not be named', () => {
      const repositories = [viewFixture('os2eksempel/kode', { visibility: 'private' }), viewFixture(HOME)];

      const { body } = issueFixture({ material: { repositories } });

      expect(linkIn(body).pathname).toBe(`/${HOME}/new/main`);
      expect(body).not.toContain('os2eksempel/kode');
    });

    test('is left out where the branch is not known', () => {
      const repositories = [viewFixture('os2eksempel/kode', { defaultBranch: null }), viewFixture(HOME)];

      expect(issueFixture({ material: { repositories } }).body).toContain(
        '1. Læg skabelonen nedenfor i SECURITY.md.',
      );
    });

    test('carries no text that would make the address too long', () => {
      const file = { repositoryUrl: 'https://github.com/a/b', branch: 'main', path: 'a.md' };

      expect(newFileLink({ ...file, text: 'æ'.repeat(1000) })).toMatchObject({ isFilled: true });
      expect(newFileLink({ ...file, text: 'æ'.repeat(1400) })).toEqual({
        url: 'https://github.com/a/b/new/main?filename=a.md',
        isFilled: false,
      });
    });

    test('advice is shown and not put into the file', () => {
      const gap = { template: 'LICENSE.md', effort: 'small' as const, role: 'coordinator' as const };

      const { body } = issueFixture({ requirement: { gap } });

      expect(linkIn(body).searchParams.has('value')).toBe(false);
      expect(body).toContain('<details><summary>Vejledningen</summary>');
    });
  });

  describe('every document on offer', () => {
    const files = readTemplateIndex().documents.map((document) => document.file);

    test.each(files.flatMap((file) => LANGUAGES.map((language) => [file, language] as const)))(
      '%s in %s makes an issue that GitHub takes, with no braces left',
      (file, language) => {
        const gap = { template: file, effort: 'small' as const, role: 'coordinator' as const };

        const { title, body, labels } = issueFixture({
          requirement: { gap },
          product: { language },
          material: { licence: null },
        });

        expect(title.length).toBeLessThanOrEqual(200);
        expect(body.length).toBeLessThanOrEqual(60_000);
        expect(body).not.toMatch(/\{\{|undefined|null/);
        expect(linkIn(body).href.length).toBeLessThanOrEqual(8000);
        for (const label of labels) {
          expect(label.name.length).toBeLessThanOrEqual(50);
          expect(label.color).toMatch(/^[0-9a-f]{6}$/);
          expect(label.description.length).toBeLessThanOrEqual(100);
        }
      },
    );

    test('each has a task of its own for the title', () => {
      const titles = files.map((file) => {
        const gap = { template: file, effort: 'small' as const, role: 'coordinator' as const };
        return issueFixture({ requirement: { gap } }).title;
      });

      expect(new Set(titles.map((title) => title.replace(/ \(.*/, ''))).size).toBe(files.length);
    });
  });

  describe('foreign text', () => {
    test.each(HOSTILE)('keeps its place: %j', (text) => {
      const { title, body } = issueFixture({
        requirement: {
          basis: { da: text, en: text },
          declared: { status: 'yes', raw: text, text, links: [] },
        },
        product: { name: text },
        material: { licence: text },
      });

      const prose = body
        .replace(/<details>[\s\S]*<\/details>/, '')
        .replace(/\]\(https:\/\/github[^)]*\)/g, ']')
        // Our own sign, once and on a line of its own: no text from outside is there.
        .replace(/^<!-- os2modning:examples -->$/m, '');
      expect(prose.replace(/^<!-- os2modning:document [\w .=-]* -->/, '')).not.toMatch(/<\w|<!--/);
      expect(prose).not.toMatch(/@(?!&#8203;)\w/);
      expect(title).not.toMatch(/[@#]\w/);
      expect(body.match(/<\/details>/g)).toHaveLength(1);
      expect(body.match(/^```/gm)).toHaveLength(2);
      expect(parseMarker(body)).toMatchObject({ kind: 'document', requirement: 'D1' });
    });
  });
});

describe('src/issues/templates.ts', () => {
  test('what is not known is left for people, as a mark that no probe takes for an answer', () => {
    const text = '{{product}} · {{licence}} · {{contact}} · {{andet}}';

    const filled = fillTemplate(text, { product: 'OS2eksempel', licence: null }, 'da');

    expect(filled).toBe(
      'OS2eksempel · [udfyld: licens, fx MPL-2.0] · [udfyld: fælles postkasse] · {{andet}}',
    );
    expect(marksIn(filled)).toHaveLength(2);
  });

  test('a value cannot break out of YAML or Markdown', () => {
    expect(fillTemplate('name: "{{product}}"', { product: 'a"\nb: `c` <d> [udfyld: e]' }, 'da')).toBe(
      'name: "a b: c d udfyld: e"',
    );
  });

  test('what is not on offer is not read', () => {
    expect(offeredDocument('../../../package.json', 'da')).toBeNull();
    expect(offeredDocument('findes-ikke.md', 'en')).toBeNull();
  });

  test.each(LANGUAGES)(
    'the self-evaluation holds a row for every requirement, to be answered (%s)',
    (language) => {
      const model = shippedModel();
      const requirements = model.requirements.map(({ id, theme, level }) => ({
        ...assessed('D1', 'missing'),
        ...{ id, theme, level },
      }));
      const [first] = requirements;
      const missing = {
        ...first!,
        gap: { template: 'selvevaluering.md', effort: 'medium' as const, role: 'coordinator' as const },
      };
      const context = { product: productFixture({ language }), productKey: 'os2eksempel-1a2b3c', model };
      const material = materialFixture();

      const issue = documentIssue(missing, { ...context, material, assessment: assessmentOf(requirements) });

      const [, text = ''] = /```markdown\n([^]*?)```/.exec(issue?.body ?? '') ?? [];
      const { declaration } = readDeclaration(text, { path: 'selvevaluering.md', model });
      const answered = [...(declaration?.answers.values() ?? [])].filter(
        ({ status }) => status !== 'unanswered',
      );
      expect(text.match(/^\| [RFSG]\d+ \| /gm)).toHaveLength(model.requirements.length);
      expect([...(declaration?.answers.keys() ?? [])]).toHaveLength(model.requirements.length);
      expect(answered).toEqual([]);
      expect(marksIn(text).length).toBeGreaterThan(0);
      expect(parseMarker(issue?.body ?? '')).toMatchObject({ kind: 'document', requirement: missing.id });
    },
  );
});
