import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { main } from '../../src/cli/main.js';
import { inventedSnapshot } from '../../bench/invented.js';

const folder = mkdtempSync(join(tmpdir(), 'os2modning-cli-'));
const snapshot = write('product.json', inventedSnapshot(7));

describe('src/cli/main.ts', () => {
  // It holds the network of the whole process, for other test files too.
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
  });

  afterAll(() => {
    nock.restore();
  });

  beforeEach(() => {
    nock.disableNetConnect();
  });

  afterEach(() => {
    nock.cleanAll();
    nock.enableNetConnect();
  });

  test('rates a snapshot and prints nothing but the result', async () => {
    const { code, out, err } = await run(['assess', snapshot, '--format', 'json']);

    const assessment = JSON.parse(out) as { format: string; product: string; requirements: unknown[] };
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(assessment).toMatchObject({
      format: 'os2modning-assessment/1',
      product: 'OS2eksempel7',
      asOf: '2026-06-01',
    });
    expect(assessment.requirements).toHaveLength(43);
  });

  test.each([
    ['table', 'RELEVANS'],
    ['markdown', '## RELEVANS'],
    ['csv', 'product;model'],
    ['html', '<!DOCTYPE html>'],
    ['badge', '<svg'],
  ])('writes the report as %s', async (format, piece) => {
    const { code, out } = await run(['assess', snapshot, '--format', format]);

    expect(code).toBe(0);
    expect(out.toLowerCase()).toContain(piece.toLowerCase());
  });

  test('has no colour where nobody watches a terminal', async () => {
    const { out } = await run(['assess', snapshot]);

    expect(out).not.toContain('\u001b');
  });

  test('compares with an earlier assessment and writes to a file', async () => {
    const earlier = join(folder, 'earlier.json');
    await run(['assess', snapshot, '--format', 'json', '--out', earlier]);

    const { code, out } = await run(['assess', snapshot, '--format', 'json', '--since', earlier]);

    expect(code).toBe(0);
    expect((JSON.parse(out) as { change: object }).change).toMatchObject({ improved: [], worsened: [] });
  });

  test('ends with 3 below the level that was asked for, and with 0 at it', async () => {
    expect((await run(['assess', snapshot, '--fail-below', '3'])).code).toBe(3);
    expect((await run(['assess', snapshot, '--fail-below', 'sandbox'])).code).toBe(0);
  });

  test('sets the target level', async () => {
    const { out } = await run(['assess', snapshot, '--target-level', '2', '--format', 'json']);

    expect((JSON.parse(out) as { level: { target: string } }).level.target).toBe('2');
  });

  test.each([
    ['a source that is nowhere', ['assess', join(folder, 'nowhere')], 1, 'findes ikke'],
    ['a folder without git', ['assess', folder], 1, 'er ikke et git-repositorie'],
    ['a broken snapshot', ['assess', write('broken.json', '{')], 1, 'er ikke gyldig JSON'],
    ['a wrong model', ['assess', snapshot, '--model', write('model.yml', 'format: nonsense\n')], 2, 'fejl'],
    [
      'a wrong configuration',
      ['assess', snapshot, '--config', write('config.yml', 'version: 9\n')],
      2,
      'config.yml:1',
    ],
    ['a day that is none', ['assess', snapshot, '--as-of', '2026-13-01'], 2, 'ikke en dato'],
    ['a level that is none', ['assess', snapshot, '--target-level', '9'], 2, '»9«'],
    ['an earlier assessment that is none', ['assess', snapshot, '--since', snapshot], 2, 'product.json'],
    [
      'a declaration that is none',
      ['assess', snapshot, '--declaration', write('note.md', '# Hej\n')],
      2,
      'selvevaluering',
    ],
    ['GitHub without a token', ['assess', 'OS2eksempel/kode'], 2, 'GITHUB_TOKEN'],
    [
      'a file that cannot be written',
      ['assess', snapshot, '--out', join(folder, 'no', 'where')],
      1,
      'kan ikke skrives',
    ],
    ['an unknown format', ['assess', snapshot, '--format', 'xml'], 2, 'xml'],
    ['no source', ['assess'], 2, 'source'],
  ])('%s gets one clear sentence and no stack trace', async (_name, argv, code, piece) => {
    const result = await run(argv);

    expect({ code: result.code, out: result.out }).toEqual({ code, out: '' });
    expect(result.err).toContain(piece);
    expect(result.err).not.toMatch(/\n\s+at |Error:/);
  });

  test('speaks English when asked', async () => {
    const { err } = await run(['assess', join(folder, 'nowhere'), '--lang', 'en']);

    expect(err).toContain('does not exist');
  });

  test('says that the token is not known to GitHub', async () => {
    nock('https://api.github.com').persist().post('/graphql').reply(401, { message: 'Bad credentials' });

    const { code, err } = await run(['assess', 'OS2eksempel/kode'], { GITHUB_TOKEN: 'ghp_invented' });

    expect(code).toBe(1);
    expect(err).toContain('GitHub kender ikke tokenet');
    expect(err).not.toContain('ghp_invented');
  });

  test('says that a repository is not there for the token', async () => {
    nock('https://api.github.com')
      .persist()
      .post('/graphql')
      .reply(200, {
        data: { r0: null },
        errors: [{ type: 'NOT_FOUND', path: ['r0'], message: 'Could not resolve' }],
      });

    const { code, err } = await run(['assess', 'OS2eksempel/kode'], { GITHUB_TOKEN: 'ghp_invented' });

    expect(code).toBe(1);
    expect(err).toContain('OS2eksempel/kode');
  });

  test('reads a declaration and writes it in the current form', async () => {
    const declaration = write(
      'selvevaluering.md',
      '# Governancerapport for OS2eksempel\n\n## RELEVANS\n\n| # | Krav | Produktniveau | Retningslinjer | Efterlevet? | Dokumentation |\n| --- | --- | --- | --- | --- | --- |\n| R1 | Løsningen skaber lokal værdi | sandkasse | Beskriv | Ja | Sparer to timer om ugen i hver afdeling |\n',
    );

    const json = await run(['declaration', 'read', declaration]);
    const markdown = await run(['declaration', 'read', declaration, '--format', 'markdown']);

    expect(json.code).toBe(0);
    expect(JSON.parse(json.out)).toMatchObject({
      format: 'os2modning-declaration/1',
      product: 'OS2eksempel',
    });
    expect(markdown.out).toContain('Sparer to timer om ugen');
  });

  test('reads an evaluation, and tells where it contradicts itself', async () => {
    const rows =
      '| # | Krav | Vurdering | Vurderingsgrundlag |\n| --- | --- | --- | --- |\n| F2 | K | 🟢 | MPL-2.0 |';
    const text = `# Vurdering af OS2-produkt: OS2eksempel\n\n> **Dato:** 2026-09-29\n\n${rows}\n| F2 | K | 🔴 | Ingen |\n`;

    const { code, out, err } = await run([
      'evaluation',
      'read',
      write('evaluering.md', text),
      '--lang',
      'da',
    ]);
    const none = await run(['evaluation', 'read', write('ingen.md', '# Hej\n')]);

    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ product: 'OS2eksempel', ratings: [{ rating: 'unknown' }] });
    expect(err).toContain('evaluering.md:8: F2 er vurderet to gange');
    expect(none.code).toBe(1);
  });

  test('checks models and configurations, every mistake with its line', async () => {
    const sound = await run(['model', 'check', 'governance/os2-1.1.yml']);
    const text = readFileSync('governance/os2-1.1.yml', 'utf8').replace('probe: licence', 'probe: licens');
    const broken = await run(['model', 'check', write('broken-model.yml', text)]);

    expect(sound).toMatchObject({ code: 0, err: '' });
    expect(sound.out).toContain('43 krav');
    expect(broken.code).toBe(2);
    expect(broken.err).toMatch(/broken-model\.yml:\d+: .*licens/);
  });
});

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function run(
  argv: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const stdout = {
    isTTY: false,
    columns: undefined,
    write: (text: string, done?: (error?: Error | null) => void) => ((out += text), done?.(null), true),
  };
  const stderr = { isTTY: false, write: (text: string) => ((err += text), true) };
  const code = await main(argv, { stdout, stderr, env } as unknown as NodeJS.Process);
  return { code, out, err };
}
