import { describe, expect, test } from '@jest/globals';
import * as documents from '../../src/github/project-queries.js';
import { mutationDocument } from '../../src/github/project-writer.js';
import type { ProjectMutation } from '../../src/github/index.js';
import { schemaMistakes } from '../support/github.js';

const MUTATIONS: readonly ProjectMutation[] = [
  { kind: 'add-draft', title: 'Version 2', body: 'Om den' },
  { kind: 'add-content', content: 'I_1' },
  { kind: 'set', item: 'PVTI_1', field: 'PVTF_1', value: { date: '2026-06-30' } },
  { kind: 'clear', item: 'PVTI_1', field: 'PVTF_1' },
  { kind: 'edit-draft', draft: 'DI_1', title: 'Version 3' },
  { kind: 'archive', item: 'PVTI_1' },
  { kind: 'unarchive', item: 'PVTI_1' },
  { kind: 'delete', item: 'PVTI_1' },
];

describe('github/project-queries', () => {
  test.each(Object.entries(documents))("%s holds to GitHub's schema", (_name, document) => {
    const mistakes = schemaMistakes(document);

    expect(mistakes).toEqual([]);
  });

  test("several changes in one request hold to GitHub's schema, in their order", () => {
    const { document, variables } = mutationDocument('PVT_1', MUTATIONS);

    expect(schemaMistakes(document)).toEqual([]);
    expect([...document.matchAll(/^ {2}m(\d): /gm)].map((found) => found[1])).toEqual(Object.keys(MUTATIONS));
    expect(variables).toMatchObject({
      m2: { projectId: 'PVT_1', itemId: 'PVTI_1', fieldId: 'PVTF_1', value: { date: '2026-06-30' } },
      m4: { draftIssueId: 'DI_1', title: 'Version 3' },
    });
  });
});
