import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setUp, type Setup } from './setup.js';

interface Field {
  readonly id: string;
  readonly options: readonly { readonly id: string; readonly name: string }[];
}

describe('simulator/state/projects', () => {
  let setup: Setup;
  let projectId: string;

  beforeEach(async () => {
    setup = await setUp();
    const owner = await graphql<{ organization: { id: string } }>(
      '{ organization(login: "OS2eksempel") { id } }',
    );
    const made = await graphql<{ createProjectV2: { projectV2: { id: string } } }>(
      'mutation ($ownerId: ID!) { createProjectV2(input: { ownerId: $ownerId, title: "Roadmap" }) { projectV2 { id } } }',
      { ownerId: owner.organization.id },
    );
    projectId = made.createProjectV2.projectV2.id;
  });

  afterEach(async () => {
    const violations = setup.github.violations();
    await setup.github.close();
    expect(violations).toEqual([]);
  });

  function graphql<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    return setup.octokit.graphql<T>(query, variables);
  }

  async function createSelect(name: string, options: readonly string[]): Promise<Field> {
    const { createProjectV2Field: made } = await graphql<{ createProjectV2Field: { projectV2Field: Field } }>(
      `
        mutation ($projectId: ID!, $name: String!, $options: [ProjectV2SingleSelectFieldOptionInput!]) {
          createProjectV2Field(
            input: {
              projectId: $projectId
              name: $name
              dataType: SINGLE_SELECT
              singleSelectOptions: $options
            }
          ) {
            projectV2Field {
              ... on ProjectV2SingleSelectField {
                id
                options {
                  id
                  name
                }
              }
            }
          }
        }
      `,
      {
        projectId,
        name,
        options: options.map((option) => ({ name: option, color: 'GRAY', description: '' })),
      },
    );
    return made.projectV2Field;
  }

  async function addDraft(title: string): Promise<string> {
    const { addProjectV2DraftIssue: added } = await graphql<{
      addProjectV2DraftIssue: { projectItem: { id: string } };
    }>(
      'mutation ($projectId: ID!, $title: String!) { addProjectV2DraftIssue(input: { projectId: $projectId, title: $title }) { projectItem { id } } }',
      { projectId, title },
    );
    return added.projectItem.id;
  }

  const SET = `mutation ($projectId: ID!, $itemId: ID!, $fieldId: ID!, $value: ProjectV2FieldValue!) {
    updateProjectV2ItemFieldValue(input: { projectId: $projectId, itemId: $itemId, fieldId: $fieldId, value: $value }) { projectV2Item { id } } }`;
  const UPDATE = `mutation ($fieldId: ID!, $options: [ProjectV2SingleSelectFieldOptionInput!]) {
    updateProjectV2Field(input: { fieldId: $fieldId, singleSelectOptions: $options }) { projectV2Field { ... on ProjectV2SingleSelectField { id options { id name } } } } }`;

  function values(): Record<string, unknown>[] {
    const project = setup.github.state().projects.find(({ title }) => title === 'Roadmap');
    return (project?.items ?? []).map(({ title, fieldValues }) => ({ title, ...fieldValues }));
  }

  test("keeps an option's values when it comes back with its id, and wipes them without", async () => {
    const field = await createSelect('Spor', ['Support', 'Fremdrift']);
    const [support] = field.options;
    const itemId = await addDraft('Milepæl');
    await graphql(SET, {
      projectId,
      itemId,
      fieldId: field.id,
      value: { singleSelectOptionId: support!.id },
    });

    await graphql(UPDATE, { fieldId: field.id, options: [{ ...support!, color: 'RED', description: '' }] });
    const kept = values();
    await graphql(UPDATE, {
      fieldId: field.id,
      options: [{ name: 'Support', color: 'RED', description: '' }],
    });

    expect(kept).toEqual([{ title: 'Milepæl', Spor: 'Support' }]);
    expect(values()).toEqual([{ title: 'Milepæl' }]);
  });

  test.each(['Repository', 'repository', 'Type', 'Assignees', 'Title', 'Milestone', 'Labels', 'Reviewers'])(
    'refuses the reserved field name %s',
    async (name) => {
      const creating = createSelect(name, ['A']);

      await expect(creating).rejects.toThrow('Name cannot have a reserved value');
    },
  );

  test('refuses a field name that is taken, and the fifty-first field', async () => {
    const { length } = setup.github.state().projects[0]!.fields;
    for (let index = length; index < 50; index += 1) {
      setup.github.projects.field('OS2eksempel', 1, { name: `Felt ${index}`, dataType: 'TEXT' });
    }

    await expect(createSelect('Status', ['A'])).rejects.toThrow('Name has already been taken');
    await expect(createSelect('For meget', ['A'])).rejects.toThrow('more than 50 fields');
  });

  test("takes only values of the field's type", async () => {
    const field = await createSelect('Spor', ['Support']);
    const itemId = await addDraft('Milepæl');

    const writing = graphql(SET, { projectId, itemId, fieldId: field.id, value: { text: 'Support' } });

    await expect(writing).rejects.toThrow('Did not receive a single_select value');
  });

  test('lists items over pages, archived ones among them', async () => {
    for (const title of ['Et', 'To', 'Tre']) await addDraft(title);
    setup.github.projects.archive('OS2eksempel', 1, 'To');
    const list = `query ($projectId: ID!, $after: String) { node(id: $projectId) { ... on ProjectV2 {
      items(first: 2, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { isArchived content { ... on DraftIssue { title } } } } } } }`;
    interface Page {
      node: {
        items: {
          totalCount: number;
          pageInfo: { hasNextPage: boolean; endCursor: string };
          nodes: unknown[];
        };
      };
    }

    const first = await graphql<Page>(list, { projectId });
    const second = await graphql<Page>(list, { projectId, after: first.node.items.pageInfo.endCursor });

    expect(first.node.items).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect([...first.node.items.nodes, ...second.node.items.nodes]).toEqual([
      { isArchived: false, content: { title: 'Et' } },
      { isArchived: true, content: { title: 'To' } },
      { isArchived: false, content: { title: 'Tre' } },
    ]);
  });

  test('adds an issue once, also of another organisation when it is public', async () => {
    setup.github.repositories.create({ name: 'Andre/aaben', files: { a: 'a' } });
    setup.github.issues.create({ repository: 'Andre/aaben', title: 'Fra en anden' });
    const found = await graphql<{ repository: { issue: { id: string } } }>(
      '{ repository(owner: "Andre", name: "aaben") { issue(number: 1) { id } } }',
    );
    const add =
      'mutation ($projectId: ID!, $contentId: ID!) { addProjectV2ItemById(input: { projectId: $projectId, contentId: $contentId }) { item { id } } }';

    const one = await graphql(add, { projectId, contentId: found.repository.issue.id });
    const two = await graphql(add, { projectId, contentId: found.repository.issue.id });

    expect(two).toEqual(one);
    expect(values()).toEqual([{ title: 'Fra en anden' }]);
  });

  test('changes several fields in one REST request, with numeric ids', async () => {
    const { octokit } = setup;
    const place = { org: 'OS2eksempel', project_number: 1 };
    const field = (data_type: string, name: string) =>
      octokit.request('POST /orgs/{org}/projectsV2/{project_number}/fields', {
        ...place,
        name,
        data_type,
      } as never);
    const { data: date } = (await field('date', 'Target date')) as { data: { id: number } };
    const { data: number } = (await field('number', 'Fremdrift %')) as { data: { id: number } };
    const { data: item } = await octokit.request('POST /orgs/{org}/projectsV2/{project_number}/drafts', {
      ...place,
      title: 'Milepæl',
      body: 'Tekst',
    });

    await octokit.request('PATCH /orgs/{org}/projectsV2/{project_number}/items/{item_id}', {
      ...place,
      item_id: item.id,
      fields: [
        { id: date.id, value: '2026-12-31' },
        { id: number.id, value: 40 },
      ],
    });
    const both = values();
    await octokit.request('PATCH /orgs/{org}/projectsV2/{project_number}/items/{item_id}', {
      ...place,
      item_id: item.id,
      fields: [{ id: number.id, value: null }],
    });

    expect(both).toEqual([{ title: 'Milepæl', 'Target date': '2026-12-31', 'Fremdrift %': 40 }]);
    expect(values()).toEqual([{ title: 'Milepæl', 'Target date': '2026-12-31' }]);
  });

  test('makes a roadmap view by REST', async () => {
    const { data } = await setup.octokit.request('POST /orgs/{org}/projectsV2/{project_number}/views', {
      org: 'OS2eksempel',
      project_number: 1,
      name: 'Roadmap',
      layout: 'roadmap',
    });

    expect(data).toMatchObject({ number: 2, name: 'Roadmap', layout: 'roadmap' });
  });

  test("needs the permission for projects, and shows nothing of a person's", async () => {
    setup.github.projects.create('anna', 'Privat', { public: true });
    const mine = await graphql<{ user: { projectsV2: { totalCount: number } } }>(
      '{ user(login: "anna") { projectsV2(first: 10) { totalCount } } }',
    );
    setup.github.apps.grant(setup.installation, { organization_projects: 'read' });

    expect(mine.user.projectsV2.totalCount).toBe(0);
    await expect(addDraft('Nej')).rejects.toThrow('Resource not accessible by integration');
  });

  test('hides items of private repositories from those who may not see them', async () => {
    setup.github.repositories.create({
      name: 'OS2eksempel/hemmelig',
      visibility: 'private',
      files: { a: 'a' },
    });
    setup.github.issues.create({ repository: 'OS2eksempel/hemmelig', title: 'Hemmelig' });
    const found = await graphql<{ repository: { issue: { id: string } } }>(
      '{ repository(owner: "OS2eksempel", name: "hemmelig") { issue(number: 1) { id } } }',
    );
    await graphql(
      'mutation ($p: ID!, $c: ID!) { addProjectV2ItemById(input: { projectId: $p, contentId: $c }) { item { id } } }',
      {
        p: projectId,
        c: found.repository.issue.id,
      },
    );
    setup.github.projects.setPublic('OS2eksempel', 1, true);
    const token = setup.github.accounts.token('fremmed');

    const response = await fetch(`${setup.github.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `bearer ${token}` },
      body: JSON.stringify({
        query:
          '{ organization(login: "OS2eksempel") { projectV2(number: 1) { items(first: 5) { nodes { type content { __typename } } } } } }',
      }),
    });

    expect(await response.json()).toEqual({
      data: { organization: { projectV2: { items: { nodes: [{ type: 'REDACTED', content: null }] } } } },
    });
  });
});
