import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  readOrganisationConfiguration,
  readPortfolioConfiguration,
  resolveProducts,
  type OrganisationConfiguration,
  type PortfolioConfiguration,
  type Resolution,
  type Surroundings,
} from '../../src/products/index.js';
import { hasMessage, sayIn } from '../../src/messages/index.js';
import { MODEL, ownerFixture } from './support.js';

const EKSEMPEL = ownerFixture('Eksempelnet', ['kode', 'docs', 'kode-produktforvaltning']);

function organisation(
  owner: string,
  products: string,
  repository: string | null = null,
): OrganisationConfiguration {
  const file =
    repository === null ? `${owner}/.github/os2modning.yml` : `${owner}/${repository}/.github/os2modning.yml`;
  const text = `version: 1\nproducts:\n${products}`;
  const { configuration, mistakes } = readOrganisationConfiguration(text, {
    owner,
    repository,
    file,
    model: MODEL,
  });
  if (configuration === null) throw new Error(JSON.stringify(mistakes));
  return configuration;
}

function portfolio(text: string): PortfolioConfiguration {
  const { configuration, mistakes } = readPortfolioConfiguration(`version: 1\n${text}`, {
    file: 'central/portfolio.yml',
    model: MODEL,
  });
  if (configuration === null) throw new Error(JSON.stringify(mistakes));
  return configuration;
}

function resolve(surroundings: Partial<Surroundings>): Resolution {
  return resolveProducts({
    owners: [EKSEMPEL],
    organisationFiles: [],
    repositoryFiles: [],
    portfolio: null,
    ...surroundings,
  });
}

/** `name @ home: repositories`, without owners where they are Eksempelnet. */
function outline({ products }: Resolution): readonly string[] {
  const short = (name: string): string => name.replace('Eksempelnet/', '');
  return products.map(
    ({ name, home, repositories }) => `${name} @ ${short(home)}: ${repositories.map(short).join(' ')}`,
  );
}

function keys({ mistakes }: Resolution): readonly string[] {
  return mistakes.map(({ file, line, path, key }) => `${file}:${line} ${path} ${key}`);
}

describe('products/resolve', () => {
  test('without configuration an organisation is one product, at home where its governance is', () => {
    const resolution = resolve({});

    expect(outline(resolution)).toEqual([
      'Eksempelnet @ kode-produktforvaltning: kode docs kode-produktforvaltning',
    ]);
    expect(resolution.products[0]).toMatchObject({
      main: null,
      targetLevel: null,
      language: 'da',
      issues: 'auto',
      openIssues: 5,
      pullRequestCheck: 'advise',
      examples: true,
      proposals: false,
      roadmap: true,
      plans: [],
      explanations: [],
      configuredIn: [],
    });
    expect(resolution.mistakes).toEqual([]);
  });

  test('forks, archived and private repositories and the organisation’s own settings are no candidates', () => {
    const owners = [
      ownerFixture('Net', ['.github', 'gammel archived', 'kopi fork', 'intern private', 'kode', 'tom empty']),
    ];

    expect(outline(resolve({ owners }))).toEqual(['Net @ Net/kode: Net/kode Net/tom']);
  });

  test('an organisation without candidates has no product', () => {
    expect(resolve({ owners: [ownerFixture('Net', ['.github', 'kopi fork'])] })).toEqual({
      products: [],
      proposals: [],
      mistakes: [],
    });
  });

  test.each([
    ['the one called as the organisation', ['gammel', 'docs', 'net'], 'net'],
    ['the oldest with code', ['net.github.io', 'net-docs', 'server', 'klient'], 'server'],
    ['the oldest, when none looks like code', ['docs', 'website'], 'docs'],
    ['none that is empty', ['net empty', 'docs'], 'docs'],
    ['the repository for governance, whatever its age', ['net', 'net-docs', 'net-styring'], 'net-styring'],
  ])('the home is %s', (_, names, home) => {
    const { products } = resolve({ owners: [ownerFixture('net', names)] });

    expect(products[0]?.home).toBe(`net/${home}`);
  });

  test.each([
    [10, 1, 0],
    [11, 0, 1],
  ])('with %i candidates there are %i products and %i proposals', (count, products, proposals) => {
    const owners = [
      ownerFixture('Net', [...Array.from({ length: count }, (_, index) => `r${index}`), 'kopi fork']),
    ];

    const resolution = resolve({ owners });

    expect(resolution.products).toHaveLength(products);
    expect(resolution.proposals.map(({ owner }) => owner)).toEqual(
      Array.from({ length: proposals }, () => 'Net'),
    );
    expect(resolution.proposals.flatMap(({ repositories }) => repositories)).toHaveLength(proposals * count);
  });

  test('an organisation’s file says what its products are, and nothing else is one', () => {
    const file = organisation(
      'Eksempelnet',
      '  - { name: Alfa, repositories: [Kode], targetLevel: 2, language: en }\n',
    );

    const resolution = resolve({ organisationFiles: [file] });

    expect(outline(resolution)).toEqual(['Alfa @ kode: kode']);
    expect(resolution.products[0]).toMatchObject({
      targetLevel: '2',
      language: 'en',
      configuredIn: ['Eksempelnet/.github/os2modning.yml'],
    });
  });

  test('a product may be made of repositories that no rule would choose', () => {
    const owners = [ownerFixture('Net', ['intern private', 'kopi fork'])];
    const file = organisation('Net', '  - { name: Alfa, repositories: [intern, kopi] }\n');

    expect(outline(resolve({ owners, organisationFiles: [file] }))).toEqual([
      'Alfa @ Net/intern: Net/intern Net/kopi',
    ]);
  });

  test('the portfolio wins over the organisation, setting by setting', () => {
    const file = organisation(
      'Eksempelnet',
      `  - name: Alfa
    repositories: [kode, docs]
    language: en
    openIssues: 2
    explanations: [{ requirement: F14, status: planned, reason: Organisationens }, { requirement: F15, status: planned, reason: Kun her }]
    roles: { coordinator: [a], maintainer: [b] }
`,
    );
    const central = portfolio(`language: da
products:
  - name: alfa
    repositories: [Eksempelnet/kode]
    openIssues: 1
    explanations: [{ requirement: F14, status: deviation, reason: Sekretariatets, accepted: true }]
    roles: { coordinator: [c] }
`);

    const resolution = resolve({ organisationFiles: [file], portfolio: central });

    expect(outline(resolution)).toEqual(['alfa @ kode: kode']);
    expect(resolution.products[0]).toMatchObject({
      openIssues: 1,
      language: 'en',
      explanations: [
        { requirement: 'F14', reason: 'Sekretariatets', accepted: true },
        { requirement: 'F15', reason: 'Kun her' },
      ],
      roles: { coordinator: ['c'], maintainer: ['b'] },
      configuredIn: ['central/portfolio.yml', 'Eksempelnet/.github/os2modning.yml'],
    });
  });

  test('a product across organisations is described in the portfolio', () => {
    const owners = [EKSEMPEL, ownerFixture('Andetnet', ['tvaers'])];
    const central = portfolio(
      'products: [{ name: Tvaers, repositories: [Andetnet/tvaers, Eksempelnet/docs], home: Andetnet/Tvaers }]',
    );

    const resolution = resolve({ owners, portfolio: central });

    expect(outline(resolution)).toEqual(['Tvaers @ Andetnet/tvaers: Andetnet/tvaers docs']);
  });

  test('a repository that the portfolio has taken is not taken again, and that is said', () => {
    const file = organisation('Eksempelnet', '  - { name: Alfa, repositories: [kode, docs] }\n');
    const central = portfolio('products: [{ name: Beta, repositories: [Eksempelnet/docs] }]');

    const resolution = resolve({ organisationFiles: [file], portfolio: central });

    expect(outline(resolution)).toEqual(['Alfa @ kode: kode', 'Beta @ docs: docs']);
    expect(keys(resolution)).toEqual([
      'Eksempelnet/.github/os2modning.yml:3 products.Alfa.repositories products.claimed',
    ]);
  });

  test('a product that the portfolio calls something else is the same product', () => {
    const file = organisation(
      'Eksempelnet',
      '  - { name: Kodeprojektet, repositories: [kode, docs], targetLevel: 1 }\n',
    );
    const central = portfolio(
      'products: [{ name: Alfa, repositories: [Eksempelnet/kode, Eksempelnet/docs] }]',
    );

    const resolution = resolve({ organisationFiles: [file], portfolio: central });

    expect(outline(resolution)).toEqual(['Alfa @ kode: kode docs']);
    expect(resolution.products[0]?.targetLevel).toBe('1');
    expect(resolution.mistakes).toEqual([]);
  });

  test('a repository’s own file speaks of the product that has the repository', () => {
    const own = organisation('Eksempelnet', '  - { name: Kode, targetLevel: 3, issues: off }\n', 'kode');
    const file = organisation(
      'Eksempelnet',
      '  - { name: Alfa, repositories: [kode, docs], issues: on-request }\n',
    );

    const configured = resolve({ organisationFiles: [file], repositoryFiles: [own] });
    const unconfigured = resolve({ repositoryFiles: [own] });

    expect(outline(configured)).toEqual(['Alfa @ kode: kode docs']);
    expect(configured.products[0]).toMatchObject({ targetLevel: '3', issues: 'on-request' });
    expect(outline(unconfigured)).toEqual([
      'Eksempelnet @ kode-produktforvaltning: kode docs kode-produktforvaltning',
    ]);
    expect(unconfigured.products[0]).toMatchObject({ targetLevel: '3', issues: 'off' });
  });

  test('a repository that names itself is a product of its own', () => {
    const own = organisation('Eksempelnet', '  - { name: Kode, repositories: [kode] }\n', 'kode');

    const resolution = resolve({ repositoryFiles: [own] });

    expect(outline(resolution)).toEqual([
      'Eksempelnet @ kode-produktforvaltning: docs kode-produktforvaltning',
      'Kode @ kode: kode',
    ]);
  });

  test('a repository of a large organisation may speak for itself while the organisation waits', () => {
    const owners = [
      ownerFixture(
        'Net',
        Array.from({ length: 12 }, (_, index) => `r${index}`),
      ),
    ];
    const own = organisation('Net', '  - { name: Første }\n', 'r0');

    const resolution = resolve({ owners, repositoryFiles: [own] });

    expect(outline(resolution)).toEqual(['Første @ Net/r0: Net/r0']);
    expect(resolution.proposals).toHaveLength(1);
  });

  test('what is not there is said, and the rest of the product stands', () => {
    const file = organisation(
      'Eksempelnet',
      '  - { name: Alfa, repositories: [kode, væk], home: væk, declaration: væk/x.md }\n  - { name: Beta, repositories: [borte] }\n'.replaceAll(
        'væk',
        'vaek',
      ),
    );

    const resolution = resolve({ organisationFiles: [file] });

    expect(outline(resolution)).toEqual(['Alfa @ kode: kode']);
    expect(resolution.products[0]?.declaration).toBeNull();
    expect(keys(resolution).map((key) => key.replace('Eksempelnet/.github/os2modning.yml:', ''))).toEqual([
      '3 products.Alfa.repositories products.repositoryNotSeen',
      '3 products.Alfa.home products.notThere',
      '3 products.Alfa.declaration products.notThere',
      '4 products.Beta.repositories products.repositoryNotSeen',
      '4 products.Beta.repositories products.noRepositoriesLeft',
    ]);
    for (const { key, parameters } of resolution.mistakes) {
      expect(hasMessage(key)).toBe(true);
      expect(sayIn('en', key, parameters)).not.toMatch(/\{[a-z]/);
    }
  });

  test('accounts outside the allow list have no products', () => {
    const owners = [EKSEMPEL, ownerFixture('Fremmed', ['kode'])];
    const file = organisation('Fremmed', '  - { name: Ude, repositories: [kode] }\n');

    const resolution = resolve({
      owners,
      organisationFiles: [file],
      portfolio: portfolio('organisations: [eksempelnet]'),
    });

    expect(resolution.products.map(({ name }) => name)).toEqual(['Eksempelnet']);
  });

  test('a file that was never readable leaves one product, whose documents nobody is asked for', () => {
    const resolution = resolve({ unreadableOwners: ['eksempelnet'] });

    expect(resolution.products.map(({ name, issues }) => `${name} ${issues}`)).toEqual([
      'Eksempelnet on-request',
    ]);
  });

  test('two products with the same name in two organisations are both there, and it is said', () => {
    const owners = [EKSEMPEL, ownerFixture('Andetnet', ['kode'])];
    const files = [
      organisation('Eksempelnet', '  - { name: Alfa, repositories: [kode] }\n'),
      organisation('Andetnet', '  - { name: alfa, repositories: [kode] }\n'),
    ];

    const resolution = resolve({ owners, organisationFiles: files });

    expect(outline(resolution)).toEqual(['alfa @ Andetnet/kode: Andetnet/kode', 'Alfa @ kode: kode']);
    expect(keys(resolution)).toEqual([
      'Andetnet/.github/os2modning.yml:3 products.alfa.name products.nameTaken',
    ]);
  });

  test('whatever the files say, a repository is in one product at most and a home is in its product', () => {
    const names = fc.constantFrom('kode', 'docs', 'kode-produktforvaltning', 'vaek');
    const entry = fc.record({
      name: fc.constantFrom('Alfa', 'Beta', 'Gamma'),
      repositories: fc.uniqueArray(names, { minLength: 1, maxLength: 3 }),
    });
    const line = (prefix: string) => (value: { name: string; repositories: string[] }) =>
      `  - { name: ${value.name}, repositories: [${value.repositories.map((name) => prefix + name).join(', ')}] }\n`;

    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 1 }),
        fc.array(entry, { maxLength: 1 }),
        fc.option(entry),
        (central, own, repository) => {
          const organisationFiles = own.map((value) => organisation('Eksempelnet', line('')(value)));
          const repositoryFiles =
            repository === null
              ? []
              : [organisation('Eksempelnet', `  - { name: ${repository.name} }\n`, 'docs')];

          const resolution = resolve({
            organisationFiles,
            repositoryFiles,
            portfolio:
              central[0] === undefined ? null : portfolio(`products:\n${line('Eksempelnet/')(central[0])}`),
          });

          const held = resolution.products.flatMap(({ repositories }) => repositories);
          expect(new Set(held).size).toBe(held.length);
          for (const { home, repositories } of resolution.products) expect(repositories).toContain(home);
        },
      ),
      { numRuns: 300 },
    );
  });
});
