import { describe, expect, test } from '@jest/globals';
import { baseId, isOsiApproved, licenceOf, licencesIn } from '../../src/probes/licence-text.js';

describe('probes/licence-text', () => {
  test.each([
    ['Mozilla Public License Version 2.0\n==================================\n', 'MPL-2.0'],
    ['Mozilla Public License, version 2.0\n', 'MPL-2.0'],
    ['MIT License\n\nCopyright (c) 2024 Eksempel\n\nPermission is hereby granted', 'MIT'],
    ['The MIT License (MIT)\n', 'MIT'],
    ['Copyright (c) 2024 Eksempel\n\nPermission is hereby granted, free of charge, to any', 'MIT'],
    [
      '                                 Apache License\n                           Version 2.0, January 2004\n',
      'Apache-2.0',
    ],
    ['GNU AFFERO GENERAL PUBLIC LICENSE\n    Version 3, 19 November 2007\n', 'AGPL-3.0'],
    ['GNU LESSER GENERAL PUBLIC LICENSE\n    Version 3, 29 June 2007\n', 'LGPL-3.0'],
    ['GNU LESSER GENERAL PUBLIC LICENSE\n    Version 2.1, February 1999\n', 'LGPL-2.1'],
    ['GNU GENERAL PUBLIC LICENSE\n    Version 3, 29 June 2007\n', 'GPL-3.0'],
    ['EUROPEAN UNION PUBLIC LICENCE v. 1.2\nEUPL © the European Union', 'EUPL-1.2'],
    ['European Union Public Licence\nV. 1.1\n', 'EUPL-1.1'],
    ['BSD 3-Clause License\n\nCopyright', 'BSD-3-Clause'],
    ['ISC License\n', 'ISC'],
    ['Creative Commons Legal Code\n\nCC0 1.0 Universal\n', 'CC0-1.0'],
    ['Attribution 4.0 International\n\n=====', 'CC-BY-4.0'],
    ['Creative Commons Attribution-ShareAlike 4.0 International', 'CC-BY-SA-4.0'],
    ['Attribution-NonCommercial-NoDerivatives 4.0 International', 'CC-BY-NC-ND-4.0'],
    ['Creative Commons Legal Code\n\nAttribution-NonCommercial-ShareAlike 3.0 Unported', 'CC-BY-NC-SA-3.0'],
    ['# Licens\n\nAlle rettigheder forbeholdes.', null],
    ['Vi bruger MIT License.', null],
    ['', null],
  ])('%j is %s', (text, expected) => {
    expect(licenceOf(text.toLowerCase())).toBe(expected);
  });

  test('a GPL-2.0 whose text names the LGPL is still the GPL', () => {
    const text =
      'GNU GENERAL PUBLIC LICENSE\n  Version 2, June 1991\n\nmost software is covered by the GNU Lesser General Public License\n';

    expect(licenceOf(text.toLowerCase())).toBe('GPL-2.0');
  });

  test.each([
    ['MIT', ['MIT']],
    ['GPL-3.0-or-later OR MIT', ['GPL-3.0', 'MIT']],
    ['(MPL-2.0 AND Apache-2.0)', ['MPL-2.0', 'Apache-2.0']],
    ['GPL-2.0+', ['GPL-2.0']],
    ['See LICENSE', []],
    ['', []],
  ])('the expression %j names %j', (expression, expected) => {
    expect(licencesIn(expression)).toEqual(expected);
  });

  test.each([
    ['GPL-3.0-only', 'GPL-3.0'],
    ['GPL-3.0-or-later', 'GPL-3.0'],
    ['LGPL-2.1+', 'LGPL-2.1'],
    ['MPL-2.0', 'MPL-2.0'],
  ])('%s is the licence %s', (id, expected) => {
    expect(baseId(id)).toBe(expected);
  });

  test.each([
    ['MPL-2.0', true],
    ['GPL-3.0', true],
    ['EUPL-1.2', true],
    ['CC-BY-4.0', false],
    ['CC-BY-SA-4.0', false],
    ['CC0-1.0', false],
    ['Eksempel-1.0', false],
    ['constructor', false],
  ])('%s is approved by the Open Source Initiative: %s', (id, expected) => {
    expect(isOsiApproved(id)).toBe(expected);
  });
});
