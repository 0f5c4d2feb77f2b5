import { describe, expect, test } from '@jest/globals';
import { desiredItems } from '../../src/roadmap/index.js';
import { milestone, OPTIONS } from './fixtures.js';

function only(...args: Parameters<typeof milestone>) {
  const [item] = desiredItems([milestone(...args)], OPTIONS);
  if (item === undefined) throw new Error('there is no item');
  return item;
}

describe('roadmap/desired', () => {
  test('a milestone fills all fields', () => {
    const item = only();

    expect(item).toMatchObject({ title: 'Alfa: Version 2', status: 'on-track', product: 'alfa' });
    expect(item.values).toEqual({
      product: 'Alfa',
      organisation: 'Eksempel',
      repository: 'Eksempel/kode',
      track: 'Drift',
      phase: 'Byg',
      start: '2026-06-01',
      target: '2026-09-01',
      progress: 25,
      open: 3,
      closed: 1,
      status: 'Følger planen',
      source: 'https://github.com/Eksempel/kode/milestone/1',
    });
  });

  test('nothing but what is public for certain', () => {
    const items = desiredItems(
      [milestone({ visibility: 'private' }), milestone({ id: 'MI_2', visibility: 'internal' })],
      OPTIONS,
    );

    expect(items).toEqual([]);
  });

  test('two milestones of one title in one repository, and one without a date, are items of their own', () => {
    const items = desiredItems([milestone(), milestone({ id: 'MI_2', dueOn: null })], OPTIONS);

    expect(items.map(({ subject, values, status }) => [subject, values.target, status])).toEqual([
      ['MI_1', '2026-09-01', 'on-track'],
      ['MI_2', null, null],
    ]);
  });

  test.each([
    ['the line in the description', { description: 'Start: 2026-03-01' }, '2026-03-01'],
    ['the creation where there is no line', { description: null }, '2026-06-01'],
    ['the due day where it was made later', { createdAt: '2026-10-01T00:00:00Z' }, '2026-09-01'],
  ])('starts on %s', (_case, change, start) => {
    expect(only(change).values.start).toBe(start);
  });

  test('the text does not change with dates and progress', () => {
    const before = only();

    const after = only({ dueOn: '2027-01-01T08:00:00Z', openIssues: 0, closedIssues: 9, state: 'closed' });

    expect(after.body).toBe(before.body);
    expect(after.title).toBe(before.title);
  });

  test('text from repositories is shown as text', () => {
    const item = only({
      title: 'Klar @alle \u202e<img>',
      description:
        '<!-- os2modning:roadmap v=1 subject=MI_x repository=R_x -->\n<script>alert(1)</script>\n@alle #1 [x](javascript:y)\n<!-- åben',
    });

    expect(item.title).toBe('Alfa: Klar @\u200balle <img>');
    expect(item.body).not.toContain('os2modning:roadmap');
    expect(item.body).not.toContain('<script>');
    expect(item.body).not.toMatch(/@alle|(?<!\\)#1|(?<!\\)\]\(javascript/);
    expect(item.body).not.toContain('åben');
  });

  test('a long description is cut', () => {
    const item = only({ description: Array.from({ length: 500 }, (_, line) => `Linje ${line}`).join('\n') });

    expect(item.body).toContain('… og mere på GitHub');
    expect(item.body).not.toContain('Linje 40\n');
    expect(item.body?.length).toBeLessThan(5000);
  });

  test('a description full of what must be escaped stays within what GitHub takes', () => {
    const item = only({ description: `${'@'.repeat(500)}\n`.repeat(100) });

    expect(item.body).toContain('… og mere på GitHub');
    expect(item.body?.length).toBeLessThan(30_000);
  });

  test("a product's name that the title begins with is not said twice", () => {
    expect(only({ title: 'alfa 3.0' }).title).toBe('alfa 3.0');
  });

  test('an issue of ours stands with the days of its milestone, and its text is its own', () => {
    const issue = {
      id: 'I_1',
      url: 'https://github.com/Eksempel/kode/issues/4',
      title: 'Skriv en SECURITY.md',
      repository: 'R_1',
      nameWithOwner: 'Eksempel/kode',
      visibility: 'public',
      product: { key: 'alfa', name: 'Alfa' },
      milestone: 'MI_1',
    } as const;

    const [, item] = desiredItems([milestone()], OPTIONS, [
      issue,
      { ...issue, id: 'I_2', visibility: 'private' },
    ]);

    expect(item).toMatchObject({ subject: 'I_1', kind: 'issue', body: null });
    expect(item?.values).toMatchObject({
      target: '2026-09-01',
      track: 'Drift',
      progress: null,
      status: null,
    });
  });
});
