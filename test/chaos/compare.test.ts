import { describe, expect, test } from '@jest/globals';
import { comparable, doubledIssues, doubledItems, wrongCloses } from '../../chaos/compare.js';
import { tell } from '../../chaos/run.js';
import type { ExportedIssue, ExportedState } from '../../simulator/index.js';

function issue(number: number, given: Partial<ExportedIssue> = {}): ExportedIssue {
  return {
    number,
    title: 'Beskriv sikkerhed',
    state: 'open',
    stateReason: null,
    labels: [],
    body: '<!-- os2modning:document v=1 product=p requirement=F4 -->\n\nTekst',
    author: 'os2modning[bot]',
    locked: false,
    milestone: null,
    comments: [],
    ...given,
  };
}

function world(issues: readonly ExportedIssue[], bodies: readonly string[] = []): ExportedState {
  const items = bodies.map((body) => ({
    type: 'DRAFT_ISSUE',
    title: 'x',
    body,
    archived: false,
    fieldValues: {},
  }));
  return {
    repositories: { 'org/p': { issues, checkRuns: [], milestones: [] } },
    projects: [{ owner: 'org', number: 1, title: 'Roadmap', fields: [], items }],
  };
}

const MATURITY = '<!-- os2modning:maturity v=1 product=p generation=7 hash=abc -->\n\nSe #1';

describe('chaos/compare', () => {
  test('takes no notice of numbers, runs and hashes, and of nothing else', () => {
    const calm = world([issue(1), issue(2, { body: MATURITY })]);
    const same = world([
      issue(4),
      issue(3, { body: MATURITY.replace('#1', '#4').replace('=7', '=9').replace('abc', 'def') }),
    ]);

    expect(comparable(same)).toEqual(comparable(calm));
    for (const other of [
      world([issue(1, { state: 'closed' }), issue(2, { body: MATURITY })]),
      world([issue(1, { labels: ['ny'] }), issue(2, { body: MATURITY })]),
      world([issue(1), issue(2, { body: MATURITY.replace('Se', 'Læs') })]),
      world([issue(1)]),
    ])
      expect(comparable(other)).not.toEqual(comparable(calm));
  });

  test('days count; when a text was made does not, and what it says of changes must agree with its table', () => {
    const text = (since: string, made: string, day = '3. juni 2026'): string =>
      `<!-- os2modning:maturity v=1 product=p -->\n\n<!-- os2modning:change since=${since} -->\n\n- 🟢 **F4** Sikkerhed\n\n<!-- os2modning:themes -->\n\n| **F4** Sikkerhed | 🟢 Opfyldt | Vi fandt den (${day}). |\n\n<!-- os2modning:made at=${made.replaceAll(' ', '_')} -->\n\n<sub>Læst ${made} kl. 08.00 fra [org/p@&#8203;1](https://github.com/org/p/commit/1)</sub>`;
    const calm = world([issue(1, { body: text('2026-06-01', '4. juni 2026') })]);
    const other = (body: string) => comparable(world([issue(1, { body })]));

    expect(other(text('2026-06-02', '5. juni 2026'))).toEqual(comparable(calm));
    expect(other(text('2026-06-01', '4. juni 2026', '4. juni 2026'))).not.toEqual(comparable(calm));
    expect(other(text('2026-06-01', '4. juni 2026').replace('- 🟢', '- 🔴'))).not.toEqual(comparable(calm));
    expect(other(text('2026-06-01', '4. juni 2026').replace('fra [org/p', 'fra [org/q'))).not.toEqual(
      comparable(calm),
    );
  });

  test('milestones may have other ids and numbers, and items lead to the same ones', () => {
    const told = (
      titles: readonly string[],
      items: readonly (readonly [id: string, number: number])[],
    ): unknown => {
      const milestones = titles.map((title, index) => ({
        ...{ number: index + 1, title, state: 'open' as const, dueOn: null, description: null },
      }));
      const bodies = items.map(
        ([id, number]) =>
          `<!-- os2modning:roadmap v=1 subject=${id} repository=R_1 -->\n\n[Se milepælen](https://github.com/org/p/milestone/${number})`,
      );
      const { projects } = world([], bodies);
      return comparable({ repositories: { 'org/p': { issues: [], checkRuns: [], milestones } }, projects });
    };
    const calm = told(['Forår', 'Efterår'], [['MI_a', 1]]);

    expect(told(['Efterår', 'Forår'], [['MI_-b', 2]])).toEqual(calm);
    expect(told(['Efterår', 'Forår'], [['MI_a', 1]])).not.toEqual(calm);
    expect(told(['Forår'], [['MI_a', 1]])).not.toEqual(calm);
    expect(told(['Forår', 'Efterår'], [['MI_a', 3]])).not.toEqual(calm);
  });

  test('counts what is there twice, and what is closed and should be open', () => {
    const calm = world([issue(1)], ['<!-- os2modning:item key=m -->']);
    const twice = world(
      [issue(1), issue(2)],
      ['<!-- os2modning:item key=m -->', '<!-- os2modning:item key=m -->'],
    );
    const closed = world([issue(1, { state: 'closed' })]);

    expect([doubledIssues(calm, calm), doubledIssues(twice, calm)]).toEqual([0, 1]);
    expect([doubledItems(calm, calm), doubledItems(twice, calm)]).toEqual([0, 1]);
    expect([wrongCloses(calm, calm), wrongCloses(closed, calm)]).toEqual([0, 1]);
  });
});

describe('chaos/run', () => {
  test('tells the beginning of the story with faults and a kill, and loses no delivery', async () => {
    const said: string[] = [];
    const weather = { products: 1, kills: 1, seed: 'smoke', steps: 3, databaseUrl: null };

    const { lostDeliveries, kills, state } = await tell(weather, (text) => said.push(text));

    expect([lostDeliveries, kills]).toEqual([0, 1]);
    expect(state.repositories['org-0/p0']?.issues.length).toBeGreaterThan(0);
  }, 300_000);
});
