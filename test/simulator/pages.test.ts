import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSimulator, type Simulator } from '../../simulator/index.js';

const NAME = 'OS2eksempel/eksempel';

describe('simulator/pages', () => {
  let github: Simulator;

  beforeEach(async () => {
    github = await createSimulator();
    github.repositories.create({
      name: NAME,
      description: '<script>alert(1)</script>',
      files: { 'README.md': '# Hej\n<b>' },
    });
  });

  afterEach(() => github.close());

  async function open(path: string): Promise<string> {
    const response = await fetch(`${github.url}${path}`, { headers: { accept: 'text/html' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    return response.text();
  }

  test('lists repositories and projects, none of it traffic', async () => {
    github.projects.create('OS2eksempel', 'Roadmap');

    const html = await open('/');

    expect(html).toContain(`href="/${NAME}"`);
    expect(html).toContain('href="/orgs/OS2eksempel/projects/1"');
    expect(github.traffic()).toEqual([]);
  });

  test('shows an issue as GitHub would: Markdown, hidden markers, links within', async () => {
    github.issues.create({
      repository: NAME,
      title: 'Modenhed <i>',
      body: '<!-- mærke -->\n\n# Status\n\n- [x] opret\n\n<details><summary>Mere</summary>\n\n[README](https://github.com/OS2eksempel/eksempel/blob/main/README.md#L1)\n\n</details>',
      by: 'anna',
    });

    const html = await open(`/${NAME}/issues/1`);

    expect(html).toContain('Modenhed &lt;i&gt;');
    expect(html).toContain('<h1>Status</h1>');
    expect(html).toContain('☑ opret');
    expect(html).toContain('<details><summary>Mere</summary>');
    expect(html).toContain('href="/OS2eksempel/eksempel/blob/main/README.md#L1"');
    expect(html).not.toContain('mærke');
  });

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<details ontoggle=alert(1)>',
    '[x](javascript:alert(1))',
    '<!-- --><svg onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
  ])('makes %s harmless', async (body) => {
    github.issues.create({ repository: NAME, title: 'Hej', body });

    const html = (await open(`/${NAME}/issues/1`)).split('class="body"')[1] ?? '';

    expect(html).not.toMatch(/<(script|img|svg|a |details o)/i);
  });

  test('shows files with lines to link to, and escapes them', async () => {
    const html = await open(`/${NAME}/blob/main/README.md`);

    expect(html).toContain('<span id="L2">&lt;b&gt;</span>');
  });

  test('shows a project as table and roadmap', async () => {
    github.projects.create('OS2eksempel', 'Roadmap');
    github.projects.field('OS2eksempel', 1, { name: 'Target date', dataType: 'DATE' });
    github.projects.draft('OS2eksempel', 1, 'Drift på plads');
    github.projects.setValue('OS2eksempel', 1, {
      title: 'Drift på plads',
      field: 'Target date',
      value: '2026-12-31',
    });

    const html = await open('/orgs/OS2eksempel/projects/1');

    expect(html).toContain('<th scope="col">Target date</th>');
    expect(html).toContain('<td>2026-12-31</td>');
    expect(html).toContain('class="bar"');
  });

  test('shows what a prefilled link would put into a new file', async () => {
    const html = await open(`/${NAME}/new/main?filename=SECURITY.md&value=%23%20Sikkerhed%20%3Cb%3E`);

    expect(html).toContain('New file: SECURITY.md');
    expect(html).toContain('# Sikkerhed &lt;b&gt;');
  });
});
