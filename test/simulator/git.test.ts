import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { personOctokit, REPOSITORY, setUp, type Setup } from './setup.js';

describe('simulator/rest/git', () => {
  let setup: Setup;

  beforeEach(async () => {
    setup = await setUp();
  });

  afterEach(async () => {
    const violations = setup.github.violations();
    await setup.github.close();
    expect(violations).toEqual([]);
  });

  test("gives the tree with git's own object ids", async () => {
    const { data } = await setup.octokit.rest.git.getTree({
      ...REPOSITORY,
      tree_sha: 'main',
      recursive: 'true',
    });

    expect(data.truncated).toBe(false);
    expect(data.tree.map(({ path, type, mode }) => [path, type, mode])).toEqual([
      ['README.md', 'blob', '100644'],
      ['docs', 'tree', '040000'],
      ['docs/drift.md', 'blob', '100644'],
    ]);
    // printf '# Eksempel\n' | git hash-object --stdin
    expect(data.tree[0]?.sha).toBe('2dc47b2121bd54229b163a1a3c083b8753532493');
  });

  test('gives a blob, a file and a folder', async () => {
    const { octokit } = setup;
    const { data: file } = await octokit.rest.repos.getContent({ ...REPOSITORY, path: 'docs/drift.md' });
    const { sha } = file as { sha: string };

    const { data: blob } = await octokit.rest.git.getBlob({ ...REPOSITORY, file_sha: sha });
    const { data: folder } = await octokit.rest.repos.getContent({ ...REPOSITORY, path: '' });

    expect(Buffer.from(blob.content, 'base64').toString()).toBe('Drift\n');
    expect(folder).toMatchObject([
      { name: 'README.md', type: 'file' },
      { name: 'docs', type: 'dir' },
    ]);
  });

  test('compares a branch with its base', async () => {
    const { octokit, github } = setup;
    github.push({
      repository: 'OS2eksempel/eksempel',
      branch: 'nyt',
      files: { 'SECURITY.md': 'Skriv til os', 'docs/drift.md': null },
    });

    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
      ...REPOSITORY,
      basehead: 'main...nyt',
    });

    expect(data).toMatchObject({ status: 'ahead', ahead_by: 1, behind_by: 0 });
    expect(data.files?.map(({ filename, status }) => [filename, status])).toEqual([
      ['SECURITY.md', 'added'],
      ['docs/drift.md', 'removed'],
    ]);
  });

  test('writes a file only with permission, and never over another without its sha', async () => {
    const { octokit, github } = setup;
    github.repositories.collaborator('OS2eksempel/eksempel', 'anna', 'write');
    const anna = personOctokit(github, 'anna');
    const file = {
      ...REPOSITORY,
      path: 'SECURITY.md',
      message: 'Ny',
      content: Buffer.from('Hej').toString('base64'),
    };

    await expect(octokit.rest.repos.createOrUpdateFileContents(file)).rejects.toMatchObject({ status: 403 });
    const { status } = await anna.rest.repos.createOrUpdateFileContents(file);

    expect(status).toBe(201);
    expect(github.repositories.file('OS2eksempel/eksempel', 'SECURITY.md')).toBe('Hej');
    await expect(anna.rest.repos.createOrUpdateFileContents(file)).rejects.toMatchObject({ status: 422 });
  });

  test('asks for private vulnerability reporting of public repositories only', async () => {
    const { octokit, github } = setup;
    github.repositories.edit('OS2eksempel/eksempel', { privateVulnerabilityReporting: true });
    const path = 'GET /repos/{owner}/{repo}/private-vulnerability-reporting';

    const { data } = await octokit.request(path, REPOSITORY);
    github.repositories.setVisibility('OS2eksempel/eksempel', 'private');

    expect(data).toEqual({ enabled: true });
    await expect(octokit.request(path, REPOSITORY)).rejects.toMatchObject({ status: 422 });
  });

  test('says that an empty repository is empty', async () => {
    const { octokit, github } = setup;
    github.repositories.create({ name: 'OS2eksempel/tomt' });

    const reading = octokit.rest.git.getTree({ owner: 'OS2eksempel', repo: 'tomt', tree_sha: 'main' });

    await expect(reading).rejects.toMatchObject({ status: 409 });
  });

  test('reads the licence as GitHub does', async () => {
    const { octokit, github } = setup;
    github.push({
      repository: 'OS2eksempel/eksempel',
      files: { LICENSE: 'Mozilla Public License Version 2.0\n==================\n' },
    });

    const { data } = await octokit.rest.repos.get(REPOSITORY);

    expect(data.license?.spdx_id).toBe('MPL-2.0');
  });
});
