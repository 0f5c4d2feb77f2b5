import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readSnapshot } from '../../src/facts/index.js';
import type { Assessment, Evidence } from '../../src/assessment/index.js';
import { readTemplate, substituteKnown } from '../support/templates.js';
import type { FakeFile, FakeRepository } from '../support/facts.js';
import { shippedModel } from '../support/templateAssessment.js';
import { codeFiles, unreadRepository, words } from '../probes/support.js';
import { answer, assessed, declarationFile, requirementIn } from './support.js';

/** What real repositories have fooled evaluators and programs with, on invented material. */

const model = { ...shippedModel(), organisations: ['OS2eksempel', 'Lokalelaan'] };
const MPL = readFileSync(new URL('../../LICENSE', import.meta.url), 'utf8');
const known = <T>(value: T) => ({ state: 'known' as const, value });

function withFiles(files: Record<string, FakeFile>, given: FakeRepository = {}): Assessment {
  return assessed({ repositories: [{ ...given, files: { ...codeFiles(), ...files } }], model });
}

function rating(assessment: Assessment, id: string): string {
  return requirementIn(assessment, id).rating;
}

/** Evidence for any requirement that stands in that file. */
function evidenceIn(assessment: Assessment, path: string): readonly Evidence[] {
  return assessment.requirements.flatMap(({ evidence }) =>
    evidence.filter((one) => one.path === path && one.supports !== 'red'),
  );
}

/** What somebody does who fills a template in: the same text then counts, so that the test cannot pass for another reason. */
const FILLED: readonly (readonly [left: string, written: string])[] = [
  ['insert-mail@os2.eu', 'sikkerhed@kommune.example'],
  ['OS2produkt', 'lokalerne'],
  ['### Project\n\n### Product\n\n### Organisation\n', ''],
  ['[Maintainer 1]', 'En medarbejder'],
  ['@username1', 'En medarbejder'],
  ['PROJECT_CONTRIBUTING_TEMPLATE', 'CONTRIBUTING'],
  ['Replace this with', 'We follow'],
  ['bare-minimum template', 'page'],
  ['Lorem ipsum', 'Kommunen'],
  ['xx', 'kommunen'],
  ['dd-mm-yyyy', 'hvert år'],
  ['TODO', 'Vi vil være de bedste.'],
  ['til lokaler.', `til lokaler. ${words(40)}`],
];

function filledIn(text: string): string {
  let filled = text;
  for (const [left, written] of FILLED) filled = filled.replace(left, written);
  return filled;
}

/** So many changes, one a week back from 20 June 2026. */
function weekly(count: number, subject = 'Ret fejl'): { date: string; subject: string; files: number }[] {
  return Array.from({ length: count }, (_, index) => ({
    date: new Date(Date.UTC(2026, 5, 20 - 7 * index)).toISOString().slice(0, 10),
    subject,
    files: 2,
  }));
}

describe('assessment/traps', () => {
  describe('template leftovers say nothing', () => {
    const text = words(60);

    test.each<[string, string, string]>([
      ['SECURITY.md with insert-mail', 'SECURITY.md', `# Security\n\nContact insert-mail@os2.eu.\n\n${text}`],
      [
        'SECURITY.md of OS2produkt',
        'SECURITY.md',
        `# Security\n\nReport to the team of OS2produkt.\n\n${text}`,
      ],
      [
        'GOVERNANCE.md with empty headings',
        'GOVERNANCE.md',
        `# Governance\n\nStyregruppe og koordinator. ${text}\n\n### Project\n\n### Product\n\n### Organisation\n`,
      ],
      [
        'MAINTAINERS.md with [Maintainer 1]',
        'MAINTAINERS.md',
        `# Maintainers\n\n- [Maintainer 1], koordinator\n\n${text}`,
      ],
      [
        'MAINTAINERS.md with @username1',
        'MAINTAINERS.md',
        `# Maintainers\n\n- @username1, koordinator\n\n${text}`,
      ],
      [
        'PROJECT_CONTRIBUTING_TEMPLATE.md',
        'PROJECT_CONTRIBUTING_TEMPLATE.md',
        `# Contributing\n\n## How to contribute\n\n${text}`,
      ],
      [
        'docs/architecture.md with "Replace this"',
        'docs/architecture.md',
        `# Arkitektur\n\nReplace this with the rammearkitektur.\n\n${text}`,
      ],
      ['index.md with bare-minimum', 'index.md', `# Vision\n\nThis is a bare-minimum template.\n\n${text}`],
      ['lorem ipsum', 'docs/drift.md', `# Drift\n\nLorem ipsum dolor sit amet, ansvar, budget.\n\n${text}`],
      [
        'a form full of dd-mm-yyyy',
        'docs/drift.md',
        `# Drift\n\nAnsvar: xx. Opdateret dd-mm-yyyy.\n\n${words(40)}`,
      ],
      ['TODO', 'docs/vision.md', `# Vision\n\nTODO\n\n${words(40)}`],
      ['fewer than 30 words', 'docs/vision.md', '# Vision\n\nVi vil være de bedste til lokaler.\n'],
    ])('%s', (_, path, content) => {
      const filledPath = filledIn(path);

      expect(evidenceIn(withFiles({ [path]: content }), path)).toEqual([]);
      expect(evidenceIn(withFiles({ [filledPath]: filledIn(content) }), filledPath)).not.toEqual([]);
    });

    test('_config.yml with the title Just the Docs Template', () => {
      const files = {
        '_config.yml': 'title: Just the Docs Template\ntheme: just-the-docs\n',
        'docs/brug.md': words(60),
      };

      expect(rating(withFiles(files), 'F7')).toBe('yellow');
      expect(rating(withFiles({ ...files, '_config.yml': 'title: Lån\ntheme: just-the-docs\n' }), 'F7')).toBe(
        'green',
      );
    });

    test('a whole documentation site of nothing but the template', () => {
      const files = {
        '_config.yml': 'title: Just the Docs Template\ntheme: just-the-docs\n',
        'index.md': `This is a bare-minimum template. ${words(60)}`,
        'docs/architecture.md': `Replace this. ${words(60)}`,
      };

      expect(rating(withFiles(files), 'F7')).toBe('red');
    });

    test('Publiccode-yml.md is a text about publiccode', () => {
      const about = `# Publiccode\n\ndescription:\n  da:\n    longDescription: ${words(60)}\n`;

      expect(evidenceIn(withFiles({ 'docs/Publiccode-yml.md': about }), 'docs/Publiccode-yml.md')).toEqual(
        [],
      );
    });

    test('skabelon.md among the minutes is no minute', () => {
      const folder = 'dagsordner-og-referater/styregruppe';
      const template = { [`${folder}/skabelon.md`]: words(60) };
      const minute = { [`${folder}/2026-04-22.md`]: words(60) };

      expect(rating(withFiles(template), 'G6')).toBe('unknown');
      expect(rating(withFiles({ ...template, ...minute }), 'G6')).toBe('green');
    });

    test.each(['da', 'en'] as const)('our own advice on licences, saved as the licence (%s)', (language) => {
      const advice = substituteKnown(readTemplate(language, 'LICENSE.md'));

      for (const path of ['LICENSE', 'LICENSE.md']) {
        const assessment = withFiles({ [path]: advice });

        expect(rating(assessment, 'F2')).toBe('red');
        expect(evidenceIn(assessment, path)).toEqual([]);
        expect(requirementIn(assessment, 'F2').basis.da).toContain(`${path} er en skabelon`);
      }
    });

    test('an unfilled self-evaluation kept in the repository answers nothing', () => {
      const assessment = withFiles({ 'GOVERNANCE RAPPORT.md': readTemplate('da', 'selvevaluering.md') });

      expect(evidenceIn(assessment, 'GOVERNANCE RAPPORT.md')).toEqual([]);
    });

    test('a word that begins like a fingerprint is no leftover', () => {
      const security = `# Sikkerhed\n\nKontakt os, som for alle OS2produkterne.\n\n${words(40)}`;

      expect(evidenceIn(withFiles({ 'SECURITY.md': security }), 'SECURITY.md')).not.toEqual([]);
    });
  });

  describe('containers', () => {
    test('compose with only a database is no delivery', () => {
      const files = { 'docker/mariadb/docker-compose.yml': 'services:\n  db:\n    image: mariadb:11\n' };

      expect(rating(withFiles(files), 'F19')).toBe('yellow');
    });

    test('buildpack images need no Dockerfile', () => {
      const files = {
        'image.md': 'Byg med `mvn spring-boot:build-image`.\n',
        'Online Docs/Docker.md': 'Kør `docker run eksempel`.\n',
      };

      expect(rating(withFiles(files), 'F19')).toBe('green');
    });

    test('.ddev is for developers', () => {
      expect(rating(withFiles({ '.ddev/config.yaml': 'name: eksempel\n' }), 'F19')).toBe('yellow');
    });

    test('a Dockerfile that others wrote is not the product’s', () => {
      const files = { 'node_modules/pakke/Dockerfile': 'FROM node\nCOPY . .\n' };

      expect(rating(withFiles(files), 'F19')).toBe('red');
    });
  });

  describe('licences', () => {
    test('LICENSE as a symlink, after REUSE', () => {
      const assessment = withFiles({ LICENSE: { kind: 'symlink' }, 'LICENSES/MPL-2.0.txt': MPL });

      expect(rating(assessment, 'F2')).toBe('green');
    });

    test('License.txt', () => {
      expect(rating(withFiles({ 'License.txt': MPL }), 'F2')).toBe('green');
    });

    test('GPL-2.0 whose text names the LGPL', () => {
      const text = `GNU GENERAL PUBLIC LICENSE\nVersion 2, June 1991\n\n${words(40)} GNU Lesser General Public License`;

      expect(requirementIn(withFiles({ LICENSE: text }), 'F2').basis.da).toBe('LICENSE er GPL-2.0.');
    });

    test('a CC licence on code', () => {
      expect(rating(withFiles({ LICENSE: `Attribution 4.0 International\n\n${words(60)}` }), 'F2')).toBe(
        'yellow',
      );
    });

    test('some code repository lacks one', () => {
      const repositories = [
        { name: 'OS2eksempel/a', files: { ...codeFiles(), LICENSE: MPL } },
        { name: 'OS2eksempel/b', files: codeFiles() },
      ];

      expect(rating(assessed({ repositories, model }), 'F2')).toBe('yellow');
    });
  });

  describe('development', () => {
    const develop = (commits: FakeRepository['commits'] = []) => withFiles({}, { commits });

    test('steady work through pull requests is open', () => {
      expect(rating(develop(weekly(30, 'Ret fejl (#12)')), 'F1')).toBe('green');
    });

    test('code dumps through pull requests: each request is a release', () => {
      const commits = ['2026-05-20', '2026-02-20', '2025-11-20', '2025-08-20'].flatMap((date, index) => [
        { date, subject: `Merge pull request #${index + 1} from OS2eksempel/2026r${index}`, parents: 2 },
        { date, subject: `2026r${index}`, files: 400 },
      ]);

      const assessment = develop(commits);

      expect(rating(assessment, 'F1')).toBe('yellow');
      expect(rating(assessment, 'F12')).toBe('yellow');
      expect(requirementIn(assessment, 'F1').basis.da).toContain('samlede udgivelser');
    });

    test('squashed release requests are dumps too', () => {
      const commits = ['2026-05-20', '2026-02-20', '2025-11-20'].map((date, index) => ({
        date,
        subject: `2026r${index} (#${index + 1})`,
        files: 400,
      }));

      expect(rating(develop(commits), 'F12')).toBe('yellow');
    });

    test.each([
      ['Bitbucket', 'Merged in rettelse (pull request #35)'],
      ['GitLab', "Merge branch 'rettelse' into 'main'"],
    ])('merges on %s', (_, subject) => {
      const commits = weekly(30, 'Ret EKS-12').flatMap((commit) => [
        commit,
        { date: commit.date, subject, parents: 2 },
      ]);

      const assessment = develop(commits);

      expect(rating(assessment, 'F1')).toBe('yellow');
      expect(rating(assessment, 'F12')).toBe('yellow');
      expect(requirementIn(assessment, 'F1').basis.da).toContain('Ændringerne flettes et andet sted');
    });

    test('a history that ended years ago', () => {
      const commits = weekly(30).map((commit) => ({ ...commit, date: commit.date.replace('202', '201') }));
      const head = known({ commit: 'a'.repeat(40), date: '2016-06-20' });

      const assessment = withFiles({}, { commits, head });

      expect(rating(assessment, 'F1')).toBe('yellow');
      expect(rating(assessment, 'F12')).toBe('yellow');
    });
  });

  describe('README files', () => {
    const PURPOSE = `# Lån\n\nDet er en webapplikation, hvor borgerne låner lokaler.\n\n${words(90)}\n`;

    test('several in one root: the one that says it counts', () => {
      const files = { 'README.md': words(40), 'README.rst': 'Se README.md.', 'readme_da.md': PURPOSE };

      const assessment = withFiles(files);

      expect(rating(assessment, 'F5')).toBe('green');
      expect(requirementIn(assessment, 'F5').evidence[0]?.path).toBe('readme_da.md');
    });

    test('one of eight words is thin', () => {
      expect(rating(withFiles({ 'README.md': 'Kode til lån af lokaler i din kommune.' }), 'F5')).toBe(
        'yellow',
      );
    });

    test('one in a vendored package is none', () => {
      expect(rating(withFiles({ 'vendor/pakke/README.md': PURPOSE }), 'F5')).toBe('red');
    });
  });

  describe('old and closed documents', () => {
    test('a Word file on security of 2020 is none for F4', () => {
      const files = { 'doc/Løsningen - Sikkerhed.docx': { date: '2020-07-01' } };

      expect(rating(withFiles(files), 'F4')).toBe('red');
    });

    test('a Word file on operation of 2020 is yellow at best', () => {
      expect(rating(withFiles({ 'doc/Løsningen - Drift.docx': { date: '2020-07-01' } }), 'F17')).toBe(
        'yellow',
      );
    });

    test.each([
      ['2024-06-23', 'green'],
      ['2024-06-22', 'yellow'],
      ['2020-01-01', 'yellow'],
    ])('a presentation of %s is %s', (date, expected) => {
      expect(rating(withFiles({ 'Præsentation.pptx': { date } }), 'F13')).toBe(expected);
    });
  });

  describe('where things lie', () => {
    test('organisations that are not called OS2 can be under its control', () => {
      const repositories = [{ name: 'Lokalelaan/kode', files: codeFiles() }];

      expect(rating(assessed({ repositories, model }), 'F6')).toBe('green');
    });

    test('a vendor’s twin is not under its control', () => {
      const repositories = [{ name: 'leverandoer/eksempel', files: codeFiles() }];
      const beside = [{ name: 'OS2eksempel/kode', files: codeFiles() }, ...repositories];

      expect(rating(assessed({ repositories, model }), 'F6')).toBe('red');
      expect(rating(assessed({ repositories, model }), 'F1')).toBe('red');
      expect(rating(assessed({ repositories: beside, model }), 'F6')).toBe('yellow');
    });

    test('a fork or an archived repository is no evidence', () => {
      const old = { name: 'OS2eksempel/gammel', files: { ...codeFiles(), LICENSE: MPL } };

      for (const given of [{ isFork: known(true) }, { isArchived: known(true) }]) {
        const repositories = [{ files: codeFiles() }, { ...old, ...given }];

        expect(rating(assessed({ repositories, model }), 'F2')).toBe('red');
      }
    });

    test('governance evidence lies in a separate repository', () => {
      const repositories = [
        { name: 'OS2eksempel/kode', files: codeFiles() },
        {
          name: 'OS2eksempel/eksempel-produktforvaltning',
          files: {
            'dagsordner-og-referater/styregruppe/2026-04-22.md': words(40),
            'dagsordner-og-referater/koordinationsgruppe/2026-05-22.md': words(40),
            'overdragelsesplan.md': { text: words(40), date: '2026-01-01' },
          },
        },
      ];

      const assessment = assessed({ repositories, model });

      expect(['G6', 'G7', 'F22'].map((id) => rating(assessment, id))).toEqual(['green', 'green', 'yellow']);
      expect(requirementIn(assessment, 'G6').evidence[0]?.repository).toBe(
        'OS2eksempel/eksempel-produktforvaltning',
      );
    });

    test.each(['node_modules/pakke/SECURITY.md', 'vendor/pakke/SECURITY.md', 'third_party/SECURITY.md'])(
      'vendored trees are never evidence: %s',
      (path) => {
        const text = `# Security\n\nReport vulnerabilities to us.\n\n${words(60)}`;

        expect(evidenceIn(withFiles({ [path]: text }), path)).toEqual([]);
      },
    );

    test.each([
      'Tests.Integration.Presentation.Web/Resources/vision.md',
      'officiel dokumentation/gamle versioner/vision-og-strategi.md',
      'præsentationer/old/vision-og-strategi.md',
    ])('neither are projects of tests, and what a newer version has replaced: %s', (path) => {
      expect(evidenceIn(withFiles({ [path]: `# Vision og strategi\n\n${words(60)}` }), path)).toEqual([]);
    });

    test('a layer of the program called Presentation presents nothing', () => {
      const path = 'Presentation.Web/Content/rapport.pdf';

      expect(evidenceIn(withFiles({ [path]: {} }), path)).toEqual([]);
      expect(
        evidenceIn(withFiles({ 'præsentation/rapport.pdf': {} }), 'præsentation/rapport.pdf'),
      ).not.toEqual([]);
    });

    test('how to contribute to the documentation is no code standard', () => {
      const text = `# Sådan bidrager du\n\n${words(60)}`;
      const assessment = assessed({
        repositories: [
          { files: codeFiles() },
          { name: 'OS2eksempel/docs', files: { 'CONTRIBUTING.md': text } },
        ],
        model,
      });

      expect(rating(assessment, 'F16')).toBe('red');
      expect(rating(withFiles({ 'CONTRIBUTING.md': text }), 'F16')).toBe('yellow');
    });

    test('a heading that only begins like deployment or operation tells nothing of them', () => {
      const text = `# Referat\n\n## Triggers deployed\n\n${words(40)}\n\n## Driftsafdelinger\n\n${words(40)}`;

      expect(rating(withFiles({ 'docs/noter.md': text }), 'F17')).toBe('red');
    });

    test('a changelog tells nobody how to run the container', () => {
      const path = 'CHANGELOG.md';
      const text = `# Changelog\n\n- You can now use docker run\n\n${words(40)}`;

      expect(evidenceIn(withFiles({ [path]: text, Dockerfile: 'FROM node:24\nCOPY . .\n' }), path)).toEqual(
        [],
      );
    });

    test('neither are the tests of the program', () => {
      const path = 'tests/fixtures/docs/vision-og-strategi.md';

      expect(evidenceIn(withFiles({ [path]: `# Vision og strategi\n\n${words(60)}` }), path)).toEqual([]);
    });
  });

  describe('what was not read is unknown, not missing', () => {
    test('symlinks and submodules are not followed', () => {
      expect(rating(withFiles({ 'SECURITY.md': { kind: 'symlink' } }), 'F4')).toBe('unknown');
      expect(rating(withFiles({ 'SECURITY.md': { kind: 'submodule' } }), 'F4')).toBe('red');
      expect(rating(withFiles({ LICENSE: { kind: 'symlink' } }), 'F2')).toBe('unknown');
    });

    test('a text over 256 KiB', () => {
      const size = 300 * 1024;

      expect(rating(withFiles({ 'docs/vision.md': { size } }), 'S4')).toBe('unknown');
      expect(rating(withFiles({ 'README.md': { size } }), 'F5')).toBe('unknown');
      expect(rating(withFiles({ 'CHANGELOG.md': { size } }), 'S4')).toBe('red');
    });

    test('a truncated tree', () => {
      const assessment = withFiles({ 'README.md': words(40) }, { cut: 20_000 });

      expect(['F13', 'F16', 'F19', 'S4'].map((id) => rating(assessment, id))).toEqual(
        Array.from({ length: 4 }, () => 'unknown'),
      );
    });

    test('a repository that could not be read', () => {
      const assessment = assessed({ repositories: [unreadRepository('OS2eksempel/lukket')], model });

      expect(assessment.requirements.filter(({ rating }) => rating === 'red')).toEqual([]);
      expect(assessment.requirements.filter(({ gap }) => gap !== null)).toEqual([]);
    });

    test('a snapshot that holds only names', () => {
      const text = JSON.stringify({
        format: 'product-snapshot/1',
        product: 'OS2eksempel',
        takenAt: '2026-06-23',
        repositories: [{ owner: 'OS2eksempel', name: 'kode' }],
      });
      const { facts } = readSnapshot(text, { file: 'eksempel.json' });

      const assessment = assessed({ repositories: facts.repositories, model });

      expect(assessment.requirements.filter(({ rating }) => rating === 'red')).toEqual([]);
    });
  });

  describe('declarations', () => {
    test('a status that its own text contradicts is no green', () => {
      const says = { da: 'Svaret modsiger sig selv.', en: 'The answer contradicts itself.' };
      const given = answer({
        requirement: 'G4',
        text: 'Der foreligger ikke særskilt dokumentation for det.',
      });
      const findings = [{ kind: 'contradicts-itself', requirement: 'G4', line: 7, says }];

      const plain = assessed({ repositories: [], model, declaration: declarationFile([given]) });
      const contradicted = assessed({
        repositories: [],
        model,
        declaration: declarationFile([given], { findings }),
      });

      expect(rating(plain, 'G4')).toBe('green');
      expect(rating(contradicted, 'G4')).toBe('yellow');
    });

    test('"ikke relevant" without a word is red, unless above the level aimed at', () => {
      const given = answer({ requirement: 'G12', status: 'not-relevant', quality: 'none', text: '' });
      const declaration = declarationFile([given]);

      const aim = (targetLevel: string | null) =>
        rating(assessed({ repositories: [], model, declaration, product: { targetLevel } }), 'G12');

      expect([aim(null), aim('3'), aim('2'), aim('1')]).toEqual(['red', 'red', 'grey', 'grey']);
    });

    test('the level aimed at may stand in the declaration itself', () => {
      const given = answer({ requirement: 'G12', status: 'not-relevant', quality: 'none', text: '' });

      const assessment = assessed({
        repositories: [],
        model,
        declaration: declarationFile([given], { targetLevel: '2' }),
      });

      expect(assessment.level.target).toBe('2');
      expect(rating(assessment, 'G12')).toBe('grey');
    });
  });

  test('no rule names a product', () => {
    const source = readFileSync(new URL('../../governance/os2-1.1.yml', import.meta.url), 'utf8');
    const rules = source.slice(source.indexOf('requirements:')).toLowerCase();
    const products = shippedModel()
      .organisations.map((name) => name.toLowerCase().replace(/^os2/, ''))
      // Names that are words of the language or of the network itself.
      .filter((name) => !['offdig', 'dagsorden', 'web'].includes(name));

    // A short name stands inside other words, so it is looked for with the prefix or as a word by itself.
    const named = products.filter((name) =>
      new RegExp(`os2${name}|(?<![a-zæøå])${name}(?![a-zæøå])`).test(rules),
    );

    expect(named).toEqual([]);
  });
});
