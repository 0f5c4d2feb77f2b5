import { describe, expect, test } from '@jest/globals';
import { linksIn } from '../../src/declarations/links.js';

describe('src/declarations/links.ts', () => {
  test.each([
    ['https://github.com/os2eksempel', 'github', true],
    ['https://www.os2.eu/os2eksempel', 'os2.eu', true],
    ['https://boks.os2.eu/s/abc?dir=/&editing=false', 'file-archive', true],
    ['https://os2eksempel.os2.eu/docs/', 'documentation', true],
    ['https://os2eksempel.github.io/docs', 'documentation', true],
    ['https://os2eksempel.readthedocs.io/en/latest/', 'documentation', true],
    ['https://eksempel.atlassian.net/jira/1', 'tracker', false],
    ['https://eksempel.sharepoint.com/sites/x', 'closed', false],
    ['https://airtable.com/abc', 'closed', false],
    ['https://drive.google.com/x', 'closed', false],
    ['https://www.eksempel.dk/side', 'other', false],
    ['https://github.com.evil.example/x', 'other', false],
    ['https://evilos2.eu/x', 'other', false],
  ])('calls %s %s', (url, kind, isPublic) => {
    expect(linksIn(`Se ${url}.`)).toEqual([{ url, kind, public: isPublic }]);
  });

  test.each([
    ['(https://os2.eu/a_(b)), og', ['https://os2.eu/a_(b)']],
    ['https://os2.eu/a, https://os2.eu/b; https://os2.eu/a!', ['https://os2.eu/a', 'https://os2.eu/b']],
    ['github.com/os2eksempel og www.os2.eu/x', ['https://github.com/os2eksempel', 'https://www.os2.eu/x']],
    ['HTTPS://OS2.EU/X', ['HTTPS://OS2.EU/X']],
    ['javascript:alert(1) mailto:a@os2.eu ftp://os2.eu http:// https://x http://localhost/a', []],
    ['a@github.com/x x.github.com/y', []],
  ])('finds the addresses of %j', (text, urls) => {
    expect(linksIn(text).map(({ url }) => url)).toEqual(urls);
  });

  test('finds at most 50', () => {
    const text = Array.from({ length: 80 }, (_, index) => `https://os2.eu/${index}`).join(' ');

    expect(linksIn(text)).toHaveLength(50);
  });
});
