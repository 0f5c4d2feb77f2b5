import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseItemBody, renderItemBody } from '../../src/roadmap/item-body.js';

const MARKER = { subject: 'MI_kwDOAbc-_1', repository: 'R_kgDOAbc' };

describe('roadmap/item-body', () => {
  test('what people write below is kept, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const theirs = text.replace(/\r\n?/g, '\n').trim();
        const body = renderItemBody({ marker: MARKER, own: 'Vores del', theirs });

        expect(parseItemBody(body)).toEqual({ marker: MARKER, own: 'Vores del', theirs });
      }),
    );
  });

  test("reads a body with a browser's line ends, and with notes above ours", () => {
    const body = `Min note\n\n${renderItemBody({ marker: MARKER, own: 'Vores\n\ndel', theirs: 'Mere' })}`;

    const read = parseItemBody(body.replaceAll('\n', '\r\n'));

    expect(read).toEqual({ marker: MARKER, own: 'Vores\n\ndel', theirs: 'Min note\n\nMere' });
  });

  test('a body without the hidden line is all theirs', () => {
    expect(parseItemBody(' Kun mit ')).toEqual({ marker: null, own: '', theirs: 'Kun mit' });
  });

  test('without the last line nothing is taken for theirs', () => {
    const body = renderItemBody({ marker: MARKER, own: 'Vores', theirs: '' });

    const read = parseItemBody(body.replace(/<!-- os2modning:roadmap-end -->/, ''));

    expect(read).toMatchObject({ own: 'Vores', theirs: '' });
  });

  test('an old node id fits, and text that is no node id is refused', () => {
    const old = { subject: 'MDk6TWlsZXN0b25lMQ==', repository: 'MDEwOlJlcG9zaXRvcnkx' };

    expect(parseItemBody(renderItemBody({ marker: old, own: '', theirs: '' })).marker).toEqual(old);
    expect(() =>
      renderItemBody({ marker: { ...old, subject: 'x --> <script>' }, own: '', theirs: '' }),
    ).toThrow(RangeError);
  });
});
