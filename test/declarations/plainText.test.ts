import { describe, expect, test } from '@jest/globals';
import { canonicalText, plainText, quote } from '../../src/declarations/plainText.js';

describe('src/declarations/plainText.ts', () => {
  test.each([
    ['en<br/>to<br />tre<BR>fire', 'en\nto\ntre\nfire'],
    ['enten \\| eller', 'enten | eller'],
    ['[Se her](https://os2.eu/a_(b)) nu', 'Se her (https://os2.eu/a_(b)) nu'],
    ['[https://os2.eu](https://os2.eu)', 'https://os2.eu'],
    ['<https://os2.eu/x>', 'https://os2.eu/x'],
    [
      'Se <a href="https://os2.eu/?a=1&amp;b=2" target="_blank">siden</a></p>',
      'Se siden (https://os2.eu/?a=1&b=2)',
    ],
    ['<a href=https://os2.eu>uafsluttet', 'uafsluttet (https://os2.eu)'],
    ['<ul><li> en </li><li>to</li></ul>', '-  en\n- to'],
    ['s&oslash;ren &amp; &Aring;se &#8211; &lt;b&gt; &ukendt;', 'søren & Åse – <b> &ukendt;'],
    ['&#0; &#xD800;', '\uFFFD \uFFFD'],
    ['<b>vigtigt</b> <!-- skjult --> <script>x</script>', 'vigtigt  x'],
    ['færre end <5 dage> tilbage, a < b > c', 'færre end <5 dage> tilbage, a < b > c'],
    ['under\\_streg \\\\server\\mappe', 'under_streg \\\\server\\mappe'],
    ['a\r\nb\rc  \n\u0000', 'a\nb\nc'],
  ])('turns %j into %j', (markdown, text) => {
    expect(plainText(markdown)).toBe(text);
  });

  test('leaves addresses out of titles', () => {
    expect(plainText('En [titel](https://os2.eu) <a href="https://os2.eu">her</a>', { links: 'label' })).toBe(
      'En titel her',
    );
  });

  test('changes nothing the second time', () => {
    const once = canonicalText(' a \r\n b\u0007 \n\n');

    expect(canonicalText(once)).toBe(once);
  });

  test('quotes at most 80 characters on one line', () => {
    const quoted = quote(`en\nto ${'😀'.repeat(200)}`);

    expect(Array.from(quoted)).toHaveLength(80);
    expect(quoted).toMatch(/^en to 😀+…$/u);
  });
});
