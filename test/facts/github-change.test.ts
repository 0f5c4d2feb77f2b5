import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createSimulator, type Simulator } from '../../simulator/index.js';
import { readComparison, readGitHubChange, type ChangedFacts } from '../../src/facts/index.js';
import { createReadClient, type ReadClient } from '../../src/github/index.js';

const NAME = 'eng-kort/kort';
const FORK = 'forbi/kort';

describe('facts/github/change, facts/github/compare', () => {
  let github: Simulator;
  let client: ReadClient;

  beforeAll(async () => {
    github = await createSimulator();
    github.repositories.create({
      name: NAME,
      files: {
        'README.md': '# Kort\n\nOver byen.\n',
        'docs/drift.md': '# Drift\n\nOm natten.\n',
        'a.ts': '',
      },
    });
    github.repositories.fork(NAME, 'forbi');
    client = createReadClient({ baseUrl: github.url, token: github.accounts.token('laeser') });
  });

  afterAll(async () => {
    expect(github.violations()).toEqual([]);
    await github.close();
  });

  async function read(commit: string): Promise<ChangedFacts> {
    const comparison = await readComparison(client, { owner: 'eng-kort', name: 'kort' }, 'main', commit);
    const asOf = new Date().toISOString().slice(0, 10);
    const changed = await readGitHubChange(client, {
      target: { id: null, name: NAME },
      comparison,
      commit,
      asOf,
    });
    if (changed === null) throw new Error('nothing was read');
    return changed;
  }

  function pathsOf({ files }: ChangedFacts['before']): readonly string[] {
    return files.state === 'known' ? [...files.value.byPath.keys()].sort() : [];
  }

  test('a fork that has fallen behind: only what it changes is put in place', async () => {
    const commit = github.push({
      repository: FORK,
      branch: 'egen',
      files: {
        'docs/drift.md': null,
        'SECURITY.md': '# Sikkerhed\n',
        'README.md': '# Kort\n\nOver landet.\n',
      },
    });
    github.push({ repository: NAME, files: { 'LICENSE.md': '# MPL\n' } });
    // The commit is known to the repository once a pull request holds it.
    github.pulls.open({ repository: NAME, title: 'Egen', branch: 'egen', from: FORK });

    const { before, after } = await read(commit);

    expect(pathsOf(before)).toEqual(['LICENSE.md', 'README.md', 'a.ts', 'docs/drift.md']);
    expect(pathsOf(after)).toEqual(['LICENSE.md', 'README.md', 'SECURITY.md', 'a.ts']);
    expect([...after.documents.keys()].sort()).toEqual(['LICENSE.md', 'README.md', 'SECURITY.md']);
    expect(before.documents.get('README.md')?.text).toContain('byen');
    expect(after.documents.get('README.md')?.text).toContain('landet');
    expect(after.head).toMatchObject({ value: { commit } });
    expect(after.unreadTexts.size).toBe(0);
  });

  test('more files than GitHub lists: the trees themselves are compared', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 310 }, (_nothing, index) => [`x/${index}.txt`, 'x']),
    );
    const commit = github.push({
      repository: NAME,
      branch: 'mange',
      files: { ...many, 'zz/SECURITY.md': '# Sikkerhed\n', 'a.ts': null },
    });

    const { after, changes } = await read(commit);

    expect(changes).toHaveLength(312);
    expect(pathsOf(after)).toContain('zz/SECURITY.md');
    expect(pathsOf(after)).not.toContain('a.ts');
  });

  test('a text too large to be read is there and not read', async () => {
    const commit = github.push({
      repository: NAME,
      branch: 'stor',
      files: { 'docs/stor.md': `# Stor\n\n${'ord '.repeat(70_000)}` },
    });

    const { after } = await read(commit);

    expect(pathsOf(after)).toContain('docs/stor.md');
    expect(after.documents.has('docs/stor.md')).toBe(false);
    expect(after.unreadTexts.get('docs/stor.md')?.kind).toBe('too-large');
  });

  test('what a cut tree left out is neither missing nor read', async () => {
    const cut: ReadClient = {
      ...client,
      get: async <T>(route: string, parameters: Readonly<Record<string, unknown>>) => {
        const body = await client.get<T>(route, parameters);
        if (!route.includes('git/trees')) return body;
        const { tree } = body as { tree: readonly { path: string }[] };
        return { ...body, tree: tree.filter(({ path }) => path !== 'docs/drift.md'), truncated: true };
      },
    };
    const commit = github.push({
      repository: NAME,
      branch: 'skaaret',
      files: { 'docs/drift.md': '# Drift\n\nOm dagen.\n' },
    });
    const where = { owner: 'eng-kort', name: 'kort' };

    const comparison = await readComparison(cut, where, 'main', commit);
    const target = { id: null, name: NAME };
    const changed = await readGitHubChange(cut, { target, comparison, commit, asOf: '2030-01-01' });

    expect(changed?.before.files).toMatchObject({ value: { cut: 1 } });
    expect(changed?.before.unreadTexts.get('docs/drift.md')?.kind).toBe('too-large');
    expect(changed?.after.documents.get('docs/drift.md')?.text).toContain('dagen');
  });
});
