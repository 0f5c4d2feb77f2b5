import { describe, expect, test } from '@jest/globals';
import { shippedModel } from '../../demo/model.js';
import { assess, type Assessment } from '../../src/assessment/index.js';
import { desiredCheck, differenceOf, type ProductResult } from '../../src/checks/index.js';
import type { FileChange, RepositoryFacts } from '../../src/facts/index.js';
import { repositoryFacts } from '../support/facts.js';
import { HOSTILE } from '../support/hostile.js';

const model = await shippedModel();
const NAME = 'OS2eksempel/eksempel';
const CODE = Object.fromEntries(Array.from({ length: 9 }, (_nothing, index) => [`src/a${index}.ts`, '']));
const SECURITY = `# Sikkerhed\n\n${'Meld sikkerhedshuller til vagten, som svarer samme dag. '.repeat(4)}\n`;
const UPDATES = { '.github/dependabot.yml': 'version: 2\n' };

function rate(repository: RepositoryFacts): Assessment {
  return assess({
    product: { name: 'OS2eksempel', main: null, targetLevel: null, explanations: [] },
    facts: { asOf: '2026-06-23', repositories: [repository] },
    model,
    declaration: null,
    decided: null,
    earlier: null,
    assessedAt: '2026-06-23T08:00:00Z',
  });
}

type Files = Readonly<Record<string, string>>;

/** What a change from these files to those does. */
function resultOf(old: Files, now: Files, given: Partial<ProductResult> = {}): ProductResult {
  const before = repositoryFacts({ name: NAME, files: { ...CODE, ...old } });
  const after = repositoryFacts({ name: NAME, files: { ...CODE, ...now } });
  const changes: FileChange[] = [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((path) => old[path] !== now[path])
    .map((path) => ({
      path,
      before: path in old ? path : null,
      oid: path in now ? 'a'.repeat(40) : null,
    }));
  const difference = differenceOf({
    before: rate(before),
    after: rate(after),
    repository: NAME,
    changes,
    tellsLevel: true,
  });
  return { name: 'OS2eksempel', language: 'da', blocks: false, difference, ...given };
}

function check(results: readonly ProductResult[], changesConfiguration = false) {
  return desiredCheck({ results, model, changesConfiguration, offersIssues: true });
}

describe('src/checks/desired-check.ts', () => {
  test('reads as a maintainer would write it, in Danish and in English', () => {
    const better = [{}, { 'SECURITY.md': SECURITY, ...UPDATES }] as const;
    const worse = [
      { 'SECURITY.md': SECURITY, ...UPDATES },
      { 'SECURITY.md': '# Sikkerhed\n\nTODO\n', ...UPDATES },
    ] as const;

    const texts = (['da', 'en'] as const).flatMap((language) =>
      [better, worse].map(([old, now]) => {
        const { title, summary, text } = check([resultOf(old, now, { language })]);
        return [title, summary, text].join('\n\n');
      }),
    );

    expect(texts).toMatchInlineSnapshot(`
      [
        "Ét krav bliver bedre

      Vi har vurderet produktet med og uden ændringen. Her står kun forskellen.

      ### Bliver bedre

      - **F4** Sikkerhed er tænkt ind: 🔴 Ikke opfyldt bliver til 🟢 Opfyldt
        - Ses her: [SECURITY.md](https://github.com/OS2eksempel/eksempel/blob/cccccccccccccccccccccccccccccccccccccccc/SECURITY.md#L3), linje 3
        - Ses her: [.github/dependabot.yml](https://github.com/OS2eksempel/eksempel/blob/cccccccccccccccccccccccccccccccccccccccc/.github/dependabot.yml)",
        "Ét krav bliver ringere

      Vi har vurderet produktet med og uden ændringen. Her står kun forskellen. Det er kun en oplysning. Ændringen kan flettes, som den er.

      ### Bliver ringere

      - **F4** Sikkerhed er tænkt ind: 🟢 Opfyldt bliver til 🟡 Delvist opfyldt
        - SECURITY.md talte med, men gør det ikke efter ændringen.
        - Grunden: [SECURITY.md er for kort til at sige noget (2 ord)](https://github.com/OS2eksempel/eksempel/blob/cccccccccccccccccccccccccccccccccccccccc/SECURITY.md#L1)
        - Opfyldt, når en SECURITY.md siger, hvem man kontakter, og hvad der så sker, og enten er sikkerheden beskrevet de seneste to år, eller også bliver afhængigheder eller kode kontrolleret automatisk.",
        "One requirement improves

      We have assessed the product with and without the change. Only the difference is shown here.

      ### Improves

      - **F4** Security has been thought of: 🔴 Not met becomes 🟢 Met
        - Seen here: [SECURITY.md](https://github.com/OS2eksempel/eksempel/blob/cccccccccccccccccccccccccccccccccccccccc/SECURITY.md#L3), line 3
        - Seen here: [.github/dependabot.yml](https://github.com/OS2eksempel/eksempel/blob/cccccccccccccccccccccccccccccccccccccccc/.github/dependabot.yml)",
        "One requirement gets worse

      We have assessed the product with and without the change. Only the difference is shown here. This is for information only. The change can be merged as it is.

      ### Gets worse

      - **F4** Security has been thought of: 🟢 Met becomes 🟡 Partly met
        - SECURITY.md counted, but does not after the change.
        - The reason: [SECURITY.md is too short to say anything (2 words)](https://github.com/OS2eksempel/eksempel/blob/cccccccccccccccccccccccccccccccccccccccc/SECURITY.md#L1)
        - Met when a SECURITY.md says whom to contact and what happens then, and either security has been described in the last two years or dependencies or code are checked automatically.",
      ]
    `);
  });

  test.each([
    ['success', {}, { 'SECURITY.md': SECURITY }, false],
    ['success', { 'SECURITY.md': SECURITY }, { 'SECURITY.md': SECURITY }, true],
    ['neutral', { 'SECURITY.md': SECURITY }, {}, false],
    ['failure', { 'SECURITY.md': SECURITY }, {}, true],
  ] as const)('concludes %s', (conclusion, old, now, blocks) => {
    const desired = check([resultOf(old, now, { blocks })]);

    expect(desired.conclusion).toBe(conclusion);
  });

  test('one product of several that worsens is enough, and only where it was chosen it fails', () => {
    const worse = resultOf({ 'SECURITY.md': SECURITY }, {});
    const untouched: ProductResult = { name: null, language: 'en', blocks: true, difference: null };

    const desired = check([worse, untouched], true);

    expect(desired.conclusion).toBe('neutral');
    expect(desired.summary).toContain('## OS2eksempel\n');
    expect(desired.summary).toContain('## A product\n\nThe change touches none');
    expect(desired.summary).toContain('`os2modning.yml` ændres også');
  });

  test('keeps to what GitHub takes', () => {
    const many = Object.fromEntries(
      Array.from({ length: 400 }, (_nothing, index) => [`security/${'x'.repeat(180)}${index}.md`, SECURITY]),
    );

    for (const language of ['da', 'en'] as const) {
      const result = resultOf({}, many, { language });
      const results = Array.from({ length: 300 }, () => result);
      const desired = check(results);
      expect(desired.title.length).toBeLessThanOrEqual(255);
      expect(desired.summary.length).toBeLessThanOrEqual(65_535);
      expect(desired.text.length).toBeLessThanOrEqual(65_535);
      expect(desired.annotations.length).toBeLessThanOrEqual(50);
      expect(desired.actions).toHaveLength(2);
      for (const { label, description, identifier } of desired.actions) {
        expect([label.length <= 20, description.length <= 40, identifier.length <= 20]).toEqual([
          true,
          true,
          true,
        ]);
      }
    }
  });

  test('foreign text names nobody, links nowhere and formats nothing', () => {
    const changes = HOSTILE.flatMap((said) => {
      const path = said.replaceAll('/', ' ').replace(/\p{Surrogate}/gu, '?');
      const url = `https://github.com/${NAME}/blob/main/${encodeURIComponent(path)}`;
      const says = { da: said, en: said };
      const at = { repository: NAME, path, line: 1, commit: null, date: null, url, probe: 'file', says };
      const seen = { requirement: 'F4', from: 'red', to: 'yellow', lost: [{ path, isGone: false }] } as const;
      return [
        { ...seen, kind: 'improved' as const, evidence: [{ ...at, supports: 'green' as const }] },
        { ...seen, kind: 'worsened' as const, evidence: [{ ...at, supports: 'red' as const }] },
      ];
    });

    const difference = { changes, level: null };
    const { text, annotations } = check([{ name: 'OS2eksempel', language: 'da', blocks: false, difference }]);

    const links = [...text.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map(([, url]) => url ?? '');
    expect(links.every((url) => url.startsWith(`https://github.com/${NAME}/blob/main/`))).toBe(true);
    expect(links.length).toBeGreaterThan(HOSTILE.length);
    expect(text).not.toMatch(/<(?!\/?$)[a-z!]/i);
    expect(text.replaceAll('@&#8203;', '')).not.toMatch(/(^|[^&\w])@\w/);
    expect(annotations.every(({ message }) => !/[\u0000-\u001f\u202e]/.test(message))).toBe(true);
  });
});
