import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  checkConfiguration,
  readOrganisationConfiguration,
  readPortfolioConfiguration,
} from '../../src/products/index.js';
import { hasMessage, messageKeys, sayIn } from '../../src/messages/index.js';
import { runs } from '../support/runs.js';
import { MODEL } from './support.js';

const ORGANISATION = `version: 1
language: da
products:
  - name: OS2eksempel
    home: os2eksempel-produktforvaltning
    repositories: [os2eksempel, os2eksempel-docs, os2eksempel-produktforvaltning]
    main: os2eksempel
    declaration: os2eksempel-produktforvaltning/dokumenter/
    targetLevel: 2
    issues: on-request
    openIssues: 3
    pullRequestCheck: block
    examples: false
    explanations:
      - requirement: F14
        status: planned
        reason: Vi bruger netværkets businesscase, indtil vores egen er færdig.
        until: 2027-06-30
        link: https://www.eksempel.dk/referat
    roadmap: false
    plans: [aarshjul]
    roles: { coordinator: [eksempel-koordinator], steering-group: [Eksempelnet/styregruppe] }
`;
const PORTFOLIO = `version: 1
organisations: [Eksempelnet, Andetnet]
products:
  - name: Tvaers
    repositories: [Andetnet/tvaers, Eksempelnet/tvaers-docs]
    home: Andetnet/tvaers
    explanations: [{ requirement: G5, status: deviation, reason: Aftalt., accepted: true }]
model: central/model:governance/model.yml
wording: central/styringsmodel:docs/skabelon.md
evaluations: central/evalueringer:docs/rapporter/
roadmap: { owner: central, project: 7, issues: false, statusUpdate: weekly, atRisk: { ahead: 0.3 } }
secretariat: { team: central/sekretariat, accounts: [] }
site: { public: true, baseUrl: https://modenhed.example.org/ }
`;
const OWNER = { owner: 'Eksempelnet', file: 'os2modning.yml', model: MODEL };

function keysOf(text: string, repository: string | null = null): readonly string[] {
  const { mistakes } = readOrganisationConfiguration(text, { ...OWNER, repository });
  return mistakes.map(({ line, path, key }) => `${line} ${path} ${key}`);
}

function portfolioKeys(text: string): readonly string[] {
  const { mistakes } = readPortfolioConfiguration(text, { file: 'portfolio.yml', model: MODEL });
  return mistakes.map(({ line, path, key }) => `${line} ${path} ${key}`);
}

describe('products/read-configuration', () => {
  test('reads an organisation’s file, with full names', () => {
    const { configuration, mistakes } = readOrganisationConfiguration(ORGANISATION, OWNER);

    expect(mistakes).toEqual([]);
    expect(configuration?.products).toEqual([
      {
        name: 'OS2eksempel',
        repositories: [
          'Eksempelnet/os2eksempel',
          'Eksempelnet/os2eksempel-docs',
          'Eksempelnet/os2eksempel-produktforvaltning',
        ],
        home: 'Eksempelnet/os2eksempel-produktforvaltning',
        main: 'Eksempelnet/os2eksempel',
        declaration: 'Eksempelnet/os2eksempel-produktforvaltning/dokumenter',
        targetLevel: '2',
        language: null,
        fileLanguage: 'da',
        issues: 'on-request',
        openIssues: 3,
        pullRequestCheck: 'block',
        examples: false,
        proposals: null,
        roadmap: false,
        plans: ['aarshjul'],
        roles: { coordinator: ['eksempel-koordinator'], 'steering-group': ['Eksempelnet/styregruppe'] },
        explanations: [
          {
            requirement: 'F14',
            status: 'planned',
            reason: 'Vi bruger netværkets businesscase, indtil vores egen er færdig.',
            until: '2027-06-30',
            link: 'https://www.eksempel.dk/referat',
            by: null,
            accepted: false,
          },
        ],
        file: 'os2modning.yml',
        line: 4,
      },
    ]);
  });

  test('reads a portfolio file', () => {
    const { configuration, mistakes } = readPortfolioConfiguration(PORTFOLIO, {
      file: 'portfolio.yml',
      model: MODEL,
    });

    expect(mistakes).toEqual([]);
    expect(configuration).toMatchObject({
      organisations: ['Eksempelnet', 'Andetnet'],
      model: { repository: 'central/model', path: 'governance/model.yml' },
      wording: { repository: 'central/styringsmodel', path: 'docs/skabelon.md' },
      evaluations: { repository: 'central/evalueringer', path: 'docs/rapporter' },
      roadmap: {
        owner: 'central',
        project: 7,
        issues: false,
        statusUpdate: 'weekly',
        atRisk: { ahead: 0.3 },
      },
      secretariat: { team: 'central/sekretariat', accounts: [] },
      site: { public: true, baseUrl: 'https://modenhed.example.org' },
    });
    expect(configuration?.products[0]).toMatchObject({
      home: 'Andetnet/tvaers',
      explanations: [{ accepted: true }],
    });
  });

  test('a portfolio file may say almost nothing', () => {
    const { configuration } = readPortfolioConfiguration('version: 1', {
      file: 'portfolio.yml',
      model: MODEL,
    });

    expect(configuration).toMatchObject({
      organisations: [],
      products: [],
      model: null,
      roadmap: null,
      secretariat: { team: null, accounts: [] },
      site: { public: true, baseUrl: null },
    });
  });

  test('an organisation may say that it has no products', () => {
    const { configuration } = readOrganisationConfiguration('version: 1\nproducts: []\n', OWNER);

    expect(configuration?.products).toEqual([]);
  });

  test.each([
    ['an unknown field', 'main:', 'mian:', ['7 products.OS2eksempel.mian governance.shape.unknownKey']],
    ['another version', 'version: 1', 'version: 2', ['1 version products.version']],
    ['no version', 'version: 1\n', '', ['1 version governance.shape.missing']],
    [
      'a home that is not the product’s',
      'home: os2eksempel-produktforvaltning',
      'home: os2andet',
      ['5 products.OS2eksempel.home products.outside'],
    ],
    [
      'a main repository that is not the product’s',
      'main: os2eksempel',
      'main: os2andet',
      ['7 products.OS2eksempel.main products.outside'],
    ],
    [
      'a declaration elsewhere',
      'declaration: os2eksempel-produktforvaltning/',
      'declaration: os2andet/',
      ['8 products.OS2eksempel.declaration products.declarationOutside'],
    ],
    [
      'a declaration out of bounds',
      'dokumenter/',
      '../hemmelig',
      ['8 products.OS2eksempel.declaration products.path'],
    ],
    [
      'a level the model does not have',
      'targetLevel: 2',
      'targetLevel: 7',
      ['9 products.OS2eksempel.targetLevel products.unknownLevel'],
    ],
    [
      'a requirement the model does not have',
      'requirement: F14',
      'requirement: F99',
      ['15 products.OS2eksempel.explanations.F99.requirement products.unknownRequirement'],
    ],
    [
      'a day that does not exist',
      '2027-06-30',
      '2027-06-31',
      ['18 products.OS2eksempel.explanations.F14.until products.date'],
    ],
    [
      'a date as people write it',
      '2027-06-30',
      '30. juni 2027',
      ['18 products.OS2eksempel.explanations.F14.until products.date'],
    ],
    [
      'a link that is not safe',
      'https://www',
      'http://www',
      ['19 products.OS2eksempel.explanations.F14.link products.link'],
    ],
    [
      'a link that runs',
      'https://www.eksempel.dk/referat',
      'javascript:alert(1)',
      ['19 products.OS2eksempel.explanations.F14.link products.link'],
    ],
    [
      'a link with a password',
      'https://www',
      'https://a:b@www',
      ['19 products.OS2eksempel.explanations.F14.link products.link'],
    ],
    [
      'no reason',
      'Vi bruger netværkets businesscase, indtil vores egen er færdig.',
      "' '",
      ['17 products.OS2eksempel.explanations.F14.reason products.reason'],
    ],
    [
      'an acceptance of one’s own',
      'status: planned',
      'status: planned\n        accepted: true',
      ['17 products.OS2eksempel.explanations.F14.accepted products.acceptedByOthers'],
    ],
    [
      'a repository of others',
      '[os2eksempel,',
      '[Andetnet/tvaers, os2eksempel,',
      ['6 products.OS2eksempel.repositories.0 products.foreignRepository'],
    ],
    [
      'a repository twice',
      '[os2eksempel,',
      '[OS2eksempel, os2eksempel,',
      ['6 products.OS2eksempel.repositories.1 products.doubleRepository'],
    ],
    [
      'a repository that cannot be one',
      '[os2eksempel,',
      '[os2 eksempel,',
      ['6 products.OS2eksempel.repositories.0 products.repositoryName'],
    ],
    [
      'no repositories',
      '    repositories: [os2eksempel, os2eksempel-docs, os2eksempel-produktforvaltning]\n',
      '',
      ['4 products.OS2eksempel.repositories products.repositoriesMissing'],
    ],
    [
      'too many issues',
      'openIssues: 3',
      'openIssues: 300',
      ['11 products.OS2eksempel.openIssues governance.shape.tooBig'],
    ],
    [
      'an unknown mode',
      'issues: on-request',
      'issues: never',
      ['10 products.OS2eksempel.issues governance.shape.value'],
    ],
    [
      'a plan that cannot be one',
      '[aarshjul]',
      "['../plan']",
      ['21 products.OS2eksempel.plans.0 products.plan'],
    ],
    [
      'a mention',
      '[eksempel-koordinator]',
      "['@eksempel']",
      ['22 products.OS2eksempel.roles.coordinator.0 products.person'],
    ],
    [
      'a key that reaches the prototype',
      'roadmap: false',
      'constructor: 1',
      ['20 products.OS2eksempel.constructor governance.yaml.forbiddenKey'],
    ],
    [
      'what only the portfolio may say',
      'language: da',
      'organisations: [Andetnet]',
      ['2 organisations governance.shape.unknownKey'],
    ],
  ])('%s is told where it stands, and nothing of the file holds', (_, from, to, expected) => {
    const text = ORGANISATION.replace(from, to);

    expect(text).not.toBe(ORGANISATION);
    expect(keysOf(text)).toEqual(expected);
    expect(readOrganisationConfiguration(text, OWNER).configuration).toBeNull();
  });

  test('tells all mistakes at once, in the order of the file', () => {
    const text = ORGANISATION.replace('home: os2eksempel-produktforvaltning', 'home: os2andet')
      .replace('targetLevel: 2', 'targetLevel: 9')
      .replace('examples: false', 'examples: måske')
      .replace('requirement: F14', 'requirement: F99')
      .replace('2027-06-30', 'snart');

    expect(keysOf(text).map((key) => key.split(' ')[2])).toEqual([
      'products.outside',
      'products.unknownLevel',
      'governance.shape.type',
      'products.unknownRequirement',
      'products.date',
    ]);
  });

  test('a repository is in one product, and a product has its own name', () => {
    const text = `version: 1
products:
  - { name: En, repositories: [kode] }
  - { name: en, repositories: [Kode, docs] }
`;

    expect(keysOf(text)).toEqual([
      '4 products.en.name products.doubleName',
      '4 products.en.repositories.0 products.sharedRepository',
    ]);
  });

  test.each([
    ['itself, unnamed', 'version: 1\nproducts: [{ name: Kode, targetLevel: 1 }]', []],
    ['itself, named', 'version: 1\nproducts: [{ name: Kode, repositories: [kode] }]', []],
    [
      'another repository',
      'version: 1\nproducts: [{ name: Kode, repositories: [kode, docs] }]',
      ['2 products.Kode.repositories.1 products.otherRepository'],
    ],
    [
      'another organisation’s',
      'version: 1\nproducts: [{ name: Kode, repositories: [Andetnet/kode] }]',
      ['2 products.Kode.repositories.0 products.foreignRepository'],
    ],
    [
      'two products',
      'version: 1\nproducts: [{ name: Kode }, { name: Mere }]',
      ['2 products.Mere products.severalProducts'],
    ],
  ])('a repository’s own file speaks of %s', (_, text, expected) => {
    expect(keysOf(text, 'kode')).toEqual(expected);
  });

  test('a path in a repository’s own file is one inside that repository', () => {
    const text = 'version: 1\nproducts: [{ name: Kode, declaration: docs/selvevaluering.md }]';

    const { configuration } = readOrganisationConfiguration(text, { ...OWNER, repository: 'kode' });

    expect(configuration?.products[0]?.declaration).toBe('Eksempelnet/kode/docs/selvevaluering.md');
  });

  test.each([
    [
      'a repository without its owner',
      'Andetnet/tvaers,',
      'tvaers,',
      ['5 products.Tvaers.repositories.0 products.ownedRepository'],
    ],
    [
      'an owner who is not served',
      'organisations: [Eksempelnet, Andetnet]',
      'organisations: [Eksempelnet]',
      ['5 products.Tvaers.repositories.0 products.ownerNotServed'],
    ],
    [
      'a place without a path',
      'central/styringsmodel:docs/skabelon.md',
      'central/styringsmodel',
      ['9 wording products.place'],
    ],
    ['a place out of bounds', 'docs/skabelon.md', '../../etc/passwd', ['9 wording products.place']],
    ['an address that is not safe', 'https://modenhed', 'http://modenhed', ['13 site.baseUrl products.link']],
    [
      'a project without a number',
      'project: 7',
      'project: syv',
      ['11 roadmap.project governance.shape.type'],
    ],
    ['a team that is none', 'central/sekretariat', 'sekretariat', ['12 secretariat.team products.team']],
  ])('in the portfolio, %s is told where it stands', (_, from, to, expected) => {
    const text = PORTFOLIO.replace(from, to);

    expect(text).not.toBe(PORTFOLIO);
    expect(portfolioKeys(text)).toEqual(expected);
  });

  test('checks a file whose kind and owner nobody has told, each of its documents by itself', () => {
    const wrong = PORTFOLIO.replace('project: 7', 'project: 0');

    const { documents, mistakes } = checkConfiguration(`${ORGANISATION}---\n${wrong}`, {
      file: 'begge.yml',
      model: MODEL,
    });

    expect(
      documents.map(({ kind, configuration }) => `${kind} ${configuration === null ? 'wrong' : 'right'}`),
    ).toEqual(['organisation right', 'portfolio wrong']);
    expect(mistakes.map(({ line, path }) => `${line} ${path}`)).toEqual(['34 roadmap.project']);
  });

  test.each([
    ['nothing', '', 'governance.yaml.empty'],
    ['a word', 'ja', 'governance.shape.type'],
    ['two documents', `${ORGANISATION}---\n${ORGANISATION}`, 'governance.yaml.severalDocuments'],
    ['more than 64 KiB', `# ${'x'.repeat(64 * 1024)}\n${ORGANISATION}`, 'governance.yaml.tooLarge'],
    [
      'a field twice',
      ORGANISATION.replace('language: da', 'language: da\nlanguage: en'),
      'governance.yaml.duplicateKey',
    ],
    ['a tag', ORGANISATION.replace('language: da', 'language: !evil da'), 'governance.yaml.syntax'],
    ['deep nesting', `version: ${'['.repeat(40)}${']'.repeat(40)}`, 'governance.yaml.tooDeep'],
  ])('%s is no configuration', (_, text, key) => {
    const { configuration, mistakes } = readOrganisationConfiguration(text, OWNER);

    expect(configuration).toBeNull();
    expect(mistakes.map((mistake) => mistake.key)).toContain(key);
  });

  test('every mistake has a sentence in both languages', () => {
    const keys = messageKeys('da').filter((key) => key.startsWith('products.'));

    expect(keys.length).toBeGreaterThan(20);
    expect(messageKeys('en').filter((key) => key.startsWith('products.'))).toEqual(keys);
  });

  test('mutated configurations, 5,000 in all, never throw, and what is wrong is said in words', () => {
    const pieces = [
      '{',
      '[',
      ']',
      ':',
      '- ',
      '\n',
      '  ',
      '\t',
      '&a ',
      '*a',
      '!!x ',
      '"',
      '#',
      '__proto__: 1',
      'null',
      '../',
      '\u0000',
    ];
    const edit = fc.record({
      at: fc.nat(ORGANISATION.length),
      remove: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(120)),
      insert: fc.oneof(fc.constantFrom('', ...pieces), fc.string({ maxLength: 6 })),
    });

    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        let text = ORGANISATION;
        for (const { at, remove, insert } of edits)
          text = text.slice(0, at) + insert + text.slice(at + remove);

        const { configuration, mistakes } = readOrganisationConfiguration(text, OWNER);

        expect(configuration === null).toBe(mistakes.length > 0);
        for (const { key, parameters } of mistakes) {
          expect(hasMessage(key)).toBe(true);
          expect(sayIn('da', key, parameters)).not.toBe('');
        }
      }),
      { numRuns: runs(5000) },
    );
  }, 60_000);

  test('a plan that there is not is told of where it is known which there are', () => {
    const text =
      'version: 1\nproducts:\n  - name: OS2eksempel\n    repositories: [kode]\n    plans: [aarshjul, julen]\n';
    const known = { ...OWNER, model: { ...MODEL, plans: ['aarshjul', 'tu2'] } };

    const { mistakes } = readOrganisationConfiguration(text, known);

    expect(mistakes).toEqual([
      expect.objectContaining({
        key: 'products.unknownPlan',
        parameters: { value: 'julen', known: 'aarshjul, tu2' },
        line: 5,
        path: 'products.OS2eksempel.plans.1',
      }),
    ]);
    expect(readOrganisationConfiguration(text, OWNER).mistakes).toEqual([]);
  });
});
