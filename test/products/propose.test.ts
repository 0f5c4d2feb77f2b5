import { describe, expect, test } from '@jest/globals';
import {
  proposeConfiguration,
  proposeProducts,
  readOrganisationConfiguration,
} from '../../src/products/index.js';
import { sayIn } from '../../src/messages/index.js';
import { MODEL, ownerFixture } from './support.js';

const WORDS = { head: 'Et forslag.\nRet det til.', alone: 'Står alene:' };
const NET = ownerFixture('Eksempelnet', [
  'os2alfa',
  'os2alfa-docs',
  'os2alfa-produktforvaltning',
  'beta.server',
  'beta_client',
  'website',
  'beta-gammel archived',
  '.github',
]);

describe('products/propose', () => {
  test('groups repositories by how their names begin', () => {
    const proposal = proposeProducts(NET);

    expect(proposal).toEqual({
      products: [
        {
          name: 'OS2alfa',
          repositories: ['os2alfa', 'os2alfa-docs', 'os2alfa-produktforvaltning'],
          home: 'os2alfa-produktforvaltning',
        },
        { name: 'beta', repositories: ['beta.server', 'beta_client'], home: 'beta.server' },
      ],
      alone: ['website'],
    });
  });

  test('the network’s own name is no beginning', () => {
    const names = ['os2-gamma', 'os2gamma-docs', 'gamma_client', 'os2', 'delta'];

    const { products, alone } = proposeProducts(ownerFixture('net', names));

    expect(products.map(({ name, repositories }) => `${name}: ${repositories.join(' ')}`)).toEqual([
      'OS2gamma: os2-gamma os2gamma-docs gamma_client',
    ]);
    expect(alone).toEqual(['os2', 'delta']);
  });

  test('is a file that reads back without a mistake, with what is left to people as comments', () => {
    const text = proposeConfiguration(NET, WORDS);

    const { configuration, mistakes } = readOrganisationConfiguration(text, {
      owner: 'Eksempelnet',
      file: 'os2modning.yml',
      model: MODEL,
    });

    expect(mistakes).toEqual([]);
    expect(configuration?.products.map(({ name }) => name)).toEqual(['OS2alfa', 'beta']);
    expect(text).toBe(`# Et forslag.
# Ret det til.

version: 1
language: da
products:
  - name: OS2alfa
    repositories: [os2alfa, os2alfa-docs, os2alfa-produktforvaltning]
    home: os2alfa-produktforvaltning
  - name: beta
    repositories: [beta.server, beta_client]
    home: beta.server

# Står alene:
#   website
`);
  });

  test('an organisation where nothing belongs together gets a list to choose from', () => {
    const text = proposeConfiguration(ownerFixture('Net', ['en', 'to']), {
      head: sayIn('da', 'products.proposal.head', { owner: 'Net' }),
      alone: sayIn('da', 'products.proposal.alone'),
    });

    const { configuration } = readOrganisationConfiguration(text, {
      owner: 'Net',
      file: 'x.yml',
      model: MODEL,
    });

    expect(configuration?.products).toEqual([]);
    expect(text).toContain('#   en\n#   to\n');
  });
});
