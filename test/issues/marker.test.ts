import { describe, expect, test } from '@jest/globals';
import { parseMarker, productKey, renderMarker, type Marker } from '../../src/issues/index.js';
import { replaceMarker } from '../../src/issues/marker.js';
import { HOSTILE } from '../support/hostile.js';

const MARKERS: Marker[] = [
  { kind: 'maturity', product: 'os2eksempel-1a2b3c', generation: 12, hash: '0123456789abcdef', closed: null },
  {
    kind: 'maturity',
    product: 'os2eksempel-1a2b3c',
    generation: 12,
    hash: '0123456789abcdef',
    closed: 'moved',
  },
  { kind: 'document', product: 'os2eksempel-1a2b3c', requirement: 'F4', closed: null, reopened: 0 },
  { kind: 'document', product: 'os2eksempel-1a2b3c', requirement: 'F4', closed: 'mended', reopened: 1 },
  { kind: 'note', key: 'mended-0' },
];

describe('src/issues/marker.ts', () => {
  test.each(MARKERS)('reads back what it wrote: $kind %#', (marker) => {
    const body = `${renderMarker(marker)}\r\n\r\nTekst`;

    expect(parseMarker(body)).toEqual(marker);
  });

  test('a document marker is one readable line', () => {
    expect(renderMarker(MARKERS[3]!)).toBe(
      '<!-- os2modning:document v=1 product=os2eksempel-1a2b3c requirement=F4 closed=mended reopened=1 -->',
    );
  });

  test.each(HOSTILE.filter((text) => !/^\w+$/.test(text)))(
    'no foreign text gets into a marker: %j',
    (text) => {
      expect(() => renderMarker({ kind: 'note', key: text })).toThrow(RangeError);
    },
  );

  test.each([
    '',
    'Tekst uden mærke',
    '<!-- os2modning:document v=2 product=a requirement=F4 -->',
    '<!-- os2modning:document product=a requirement=F4 -->',
    '<!-- os2modning:document v=1 requirement=F4 -->',
    '<!-- os2modning:maturity v=1 product=a generation=mange hash=a -->',
    'før <!-- os2modning:document v=1 product=a requirement=F4 --> efter',
  ])('is no marker: %j', (body) => {
    expect(parseMarker(body)).toBeNull();
  });

  test('replaces its own line and leaves the rest to people', () => {
    const body = `Vores egen linje\n${renderMarker(MARKERS[2]!)}\nTekst`;

    expect(replaceMarker(body, MARKERS[3]!)).toBe(`Vores egen linje\n${renderMarker(MARKERS[3]!)}\nTekst`);
    expect(replaceMarker('Tekst', MARKERS[3]!)).toBe(`${renderMarker(MARKERS[3]!)}\n\nTekst`);
  });

  test.each([...HOSTILE, '', 'Ærøskøbing Å', 'OS2eksempel'])(
    'a product key may stand in a marker: %j',
    (name) => {
      expect(productKey(name)).toMatch(/^[a-z0-9-]+$/);
    },
  );

  test('names that read alike get keys of their own; case makes no difference', () => {
    expect(productKey('OS2 eksempel')).not.toBe(productKey('OS2-eksempel'));
    expect(productKey('os2EKSEMPEL')).toBe(productKey('OS2eksempel'));
  });
});
