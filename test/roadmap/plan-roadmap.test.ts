import { describe, expect, test } from '@jest/globals';
import { describeRoadmapPlan, planRoadmap, type RoadmapPlanInput } from '../../src/roadmap/index.js';
import { parseItemBody, renderItemBody } from '../../src/roadmap/item-body.js';
import { desired, fields, FULL_OPTIONS, itemOf, milestone, project, record, records } from './fixtures.js';

const ONE = milestone();

function plan(change: Partial<RoadmapPlanInput> = {}) {
  return planRoadmap({
    desired: desired([ONE]),
    project: project([itemOf(ONE)]),
    records: records(record(ONE)),
    language: 'da',
    ...change,
  });
}

const NOTHING = { stop: null, fields: [], archive: [], change: [], add: [], remember: [], skipped: [] };

describe('roadmap/plan-roadmap', () => {
  test('nothing to do when all is as it should be', () => {
    const planned = plan();

    expect(planned).toMatchObject(NOTHING);
    expect(describeRoadmapPlan(planned, 'da')).toBe(
      'Roadmappet er, som det skal være. Der er intet at ændre.',
    );
  });

  test('400 milestones: nothing to do either', () => {
    const many = Array.from({ length: 400 }, (_, index) => milestone({ id: `MI_${index}`, number: index }));

    const planned = plan({
      desired: desired(many),
      project: project(many.map((one) => itemOf(one))),
      records: records(...many.map((one) => record(one))),
    });

    expect(planned).toMatchObject(NOTHING);
  });

  test('a moved due date is one change of one field', () => {
    const planned = plan({ desired: desired([milestone({ dueOn: '2026-10-01T07:00:00Z' })]) });

    expect(planned).toMatchObject({ ...NOTHING, change: [{ text: {}, unarchive: false }] });
    expect(planned.change[0]?.values).toEqual([{ key: 'target', from: '2026-09-01', to: '2026-10-01' }]);
    expect(describeRoadmapPlan(planned, 'da')).toContain('Target date: 2026-09-01 → 2026-10-01');
  });

  test('progress follows the issues, and an empty field is emptied', () => {
    const now = milestone({ openIssues: 0, closedIssues: 4, state: 'closed', description: null });

    const planned = plan({ desired: desired([now]) });

    const changed = planned.change[0]?.values.map(({ key, to }) => [key, to]);
    expect(changed).toEqual([
      ['track', null],
      ['phase', null],
      ['progress', 100],
      ['open', 0],
      ['closed', 4],
      ['status', 'Færdig'],
    ]);
  });

  test('what people have written in other fields and below the text is left alone', () => {
    const item = itemOf(ONE);
    const body = renderItemBody({
      marker: { subject: ONE.id, repository: ONE.repository },
      own: 'Gammel tekst',
      theirs: 'Bestyrelsen spørger i juni.',
    });
    const theirs = new Map([...item.values, ['F_foreign', 'Husk!']]);

    const planned = plan({ project: project([{ ...item, body, values: theirs }]) });

    expect(planned.change).toHaveLength(1);
    expect(planned.change[0]?.values).toEqual([]);
    expect(parseItemBody(planned.change[0]?.text.body ?? '').theirs).toBe('Bestyrelsen spørger i juni.');
  });

  test('renamed repository and product: fields and title follow, the item stays', () => {
    const renamed = milestone({ repositoryName: 'Nyt/navn', product: { key: 'beta', name: 'Beta' } });

    const planned = plan({ desired: desired([renamed]) });

    expect(planned.change[0]?.text.title).toBe('Beta: Version 2');
    expect(planned.change[0]?.values.map(({ key }) => key)).toEqual([
      'product',
      'organisation',
      'repository',
    ]);
    expect(planned.fields.map((action) => action.options)).toEqual([['Beta'], ['Nyt']]);
    expect(planned).toMatchObject({ add: [], archive: [], remember: [{ patch: { product: 'beta' } }] });
  });

  test('a milestone deleted and made again with the same title is another one', () => {
    const again = milestone({ id: 'MI_2', number: 2 });

    const planned = plan({ desired: desired([again]) });

    expect(planned.add.map(({ desired: item }) => item.subject)).toEqual(['MI_2']);
    expect(planned.archive).toMatchObject([{ subject: 'MI_1', reason: 'vanished', emptied: null }]);
  });

  describe('the store', () => {
    test('has lost everything: items are known by their hidden lines', () => {
      const planned = plan({ records: records() });

      expect(planned).toMatchObject({ add: [], change: [] });
      expect(planned.remember).toMatchObject([
        { isNew: true, patch: { state: 'present', item: 'PVTI_MI_1', draft: 'DI_MI_1' } },
      ]);
    });

    test('died after asking and before noting: the item is taken over', () => {
      const planned = plan({ records: records(record(ONE, { state: 'pending', item: null, draft: null })) });

      expect(planned).toMatchObject({ add: [], remember: [{ isNew: false, patch: { item: 'PVTI_MI_1' } }] });
    });

    test('knows one of two: the other is archived, never deleted', () => {
      const second = itemOf(ONE, { id: 'PVTI_2', createdAt: '2026-01-01T00:00:00Z' });

      const planned = plan({ project: project([second, itemOf(ONE)]) });

      expect(planned.archive).toMatchObject([{ item: { id: 'PVTI_2' }, reason: 'duplicate' }]);
    });

    test('knows none of two: the oldest stays', () => {
      const older = itemOf(ONE, { id: 'PVTI_2', createdAt: '2026-01-01T00:00:00Z' });

      const planned = plan({ project: project([itemOf(ONE), older]), records: records() });

      expect(planned.archive).toMatchObject([{ item: { id: 'PVTI_MI_1' }, reason: 'duplicate' }]);
    });

    test('knows an item that people have deleted: it is made again', () => {
      const other = milestone({ id: 'MI_2' });

      const planned = plan({
        desired: desired([ONE, other]),
        project: project([itemOf(other)]),
        records: records(record(ONE), record(other)),
      });

      expect(planned.add).toMatchObject([{ again: true, desired: { subject: 'MI_1' } }]);
    });
  });

  describe('archived', () => {
    test('by us, and back again: taken out', () => {
      const planned = plan({
        project: project([itemOf(ONE, { isArchived: true })]),
        records: records(record(ONE, { state: 'archived' })),
      });

      expect(planned).toMatchObject({ change: [{ unarchive: true, values: [] }], remember: [] });
    });

    test('by a person: left, and told', () => {
      const planned = plan({ project: project([itemOf(ONE, { isArchived: true })]) });

      expect(planned).toMatchObject({ change: [], skipped: [{ kind: 'archived-by-people' }] });
    });

    test('already: nothing more', () => {
      const gone = desired([], { publicRepositories: new Set(['R_1']) });

      const planned = plan({
        desired: gone,
        project: project([itemOf(ONE, { isArchived: true })]),
        records: records(record(ONE, { state: 'archived' })),
      });

      expect(planned).toMatchObject(NOTHING);
    });
  });

  describe('a repository that is not public any more', () => {
    const hidden = desired([milestone({ visibility: 'private' })]);

    test('its item is emptied of our text before it is archived', () => {
      const planned = plan({ desired: hidden });

      expect(planned.archive).toMatchObject([{ reason: 'not-public', emptied: { title: 'Ikke offentlig' } }]);
      const body = planned.archive[0]?.emptied?.body ?? '';
      expect(parseItemBody(body)).toMatchObject({ marker: { subject: 'MI_1' }, own: '' });
      expect(body).not.toContain('kode');
      expect(planned.archive[0]?.emptied?.values).toHaveLength(12);
    });

    test('an item that was archived with its text is emptied as well', () => {
      const planned = plan({ desired: hidden, project: project([itemOf(ONE, { isArchived: true })]) });

      expect(planned.archive).toMatchObject([{ item: { isArchived: true }, emptied: {} }]);
    });

    test('an emptied item is left', () => {
      const marker = { subject: ONE.id, repository: ONE.repository };
      const body = renderItemBody({ marker, own: '', theirs: '' });
      const emptied = itemOf(ONE, { title: 'Ikke offentlig', body, values: new Map(), isArchived: true });

      const planned = plan({
        desired: hidden,
        project: project([emptied]),
        records: records(record(ONE, { state: 'archived' })),
      });

      expect(planned).toMatchObject(NOTHING);
    });

    test('where people have taken the hidden line away, none of the text stays', () => {
      const planned = plan({
        desired: hidden,
        project: project([itemOf(ONE, { body: 'Eksempel/kode, redigeret' })]),
      });

      expect(planned.archive[0]?.emptied?.body).not.toContain('Eksempel');
    });
  });

  test('a repository that could not be read: nothing is concluded', () => {
    const unread = desired([], { unread: new Set(['R_1']) });

    const planned = plan({ desired: unread, records: records() });

    expect(planned).toMatchObject(NOTHING);
  });

  test('a project that shows nothing although much should be there: stop', () => {
    const many = ['a', 'b', 'c'].map((id) => milestone({ id: `MI_${id}` }));
    const input = {
      desired: desired(many),
      project: project([]),
      records: records(...many.map((one) => record(one))),
    };

    const planned = plan(input);

    expect(planned.stop).toEqual({ kind: 'items-unseen', expected: 3 });
    expect(describeRoadmapPlan(planned, 'da')).toContain('roadmap preflight');
    expect(plan({ ...input, acceptEmpty: true })).toMatchObject({ stop: null, add: [{}, {}, {}] });
  });

  describe('fields', () => {
    test('those missing are made, each single select with what is needed', () => {
      const planned = plan({ project: project([], []), records: records() });

      expect(planned.fields.map(({ definition }) => definition.name)).toEqual([
        'Produkt',
        'Organisation',
        'Repositorie',
        'Spor',
        'Fase',
        'Start date',
        'Target date',
        'Fremdrift %',
        'Åbne',
        'Lukkede',
        'Milepæl-status',
        'Kilde',
      ]);
      expect(planned.fields[0]).toMatchObject({ type: 'SINGLE_SELECT', options: ['Alfa'] });
    });

    test('a field of the wrong kind is told of, and the others go on', () => {
      const wrong = fields(FULL_OPTIONS).map((field) =>
        field.name === 'Target date' ? { ...field, type: 'TEXT' } : field,
      );

      const planned = plan({ project: project([itemOf(ONE)], wrong) });

      expect(planned).toMatchObject({ change: [], skipped: [{ kind: 'field-type', field: 'Target date' }] });
      expect(describeRoadmapPlan(planned, 'da')).toContain('skal være DATE');
    });

    test('a text field does for a single select', () => {
      const text = fields(FULL_OPTIONS).map((field) =>
        field.name === 'Produkt' ? { ...field, type: 'TEXT', options: [] } : field,
      );
      const item = itemOf(ONE);

      const planned = plan({
        project: project([{ ...item, values: new Map([...item.values, ['F_product', 'Alfa']]) }], text),
      });

      expect(planned).toMatchObject(NOTHING);
    });

    test('an option in another case is the same option', () => {
      const options = { ...FULL_OPTIONS, product: ['ALFA'] };
      const item = itemOf(ONE);

      const planned = plan({
        project: project(
          [{ ...item, values: new Map([...item.values, ['F_product', 'O_ALFA']]) }],
          fields(options),
        ),
      });

      expect(planned).toMatchObject(NOTHING);
    });

    test('a full single select: told once, and not tried again in every run', () => {
      const full = { ...FULL_OPTIONS, product: Array.from({ length: 50 }, (_, index) => `P${index}`) };
      const values = new Map(itemOf(ONE).values);
      values.delete('F_product');

      const planned = plan({ project: project([itemOf(ONE, { values })], fields(full)) });

      expect(planned).toMatchObject({ fields: [], change: [] });
      expect(planned.skipped).toEqual([{ kind: 'field-full', field: 'Produkt', values: ['Alfa'] }]);
    });

    test('more products than a single select holds make a text field', () => {
      const many = Array.from({ length: 51 }, (_, index) =>
        milestone({ id: `MI_${index}`, product: { key: `p${index}`, name: `Produkt ${index}` } }),
      );

      const planned = plan({ desired: desired(many), project: project([], []), records: records() });

      expect(planned.fields[0]).toMatchObject({ type: 'TEXT', options: [] });
    });
  });
});
