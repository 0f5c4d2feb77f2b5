import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { describe, expect, test } from '@jest/globals';
import { requirementsPage } from '../../scripts/requirements-page.js';
import { requirementFixture, modelFixture } from '../support/model.js';
import { shippedModel } from '../support/templateAssessment.js';

const PAGE = fileURLToPath(new URL('../../docs/requirements.md', import.meta.url));
const RULE = { where: {}, missing: null, concern: null, unknownIsAbsent: false };

function pageOf(given: Parameters<typeof requirementFixture>[0]): string {
  return requirementsPage(modelFixture({ requirements: [requirementFixture(given)] }));
}

describe('scripts/requirements-page', () => {
  test('docs/requirements.md is what the model says: run "npm run docs:requirements"', async () => {
    const options = (await prettier.resolveConfig(PAGE)) ?? {};

    const page = await prettier.format(requirementsPage(shippedModel()), { ...options, filepath: PAGE });

    expect(readFileSync(PAGE, 'utf8')).toBe(page);
  });

  test('has every requirement, with a link to it', () => {
    const page = requirementsPage(shippedModel());

    for (const { id, title } of shippedModel().requirements) {
      expect(page).toContain(`### ${id}\n\n**${title.da}** · ${title.en}\n`);
      expect(page).toContain(`[${id}](#${id.toLowerCase()})`);
    }
    expect(page).not.toMatch(/undefined|null|\[object/);
  });

  test('tells the rule and its evidence in words', () => {
    const page = pageOf({
      evidence: {
        guide: { ...RULE, probe: 'document', with: { names: ['drift*'], maxAgeMonths: 24 } },
        dumps: { ...RULE, probe: 'development', with: {}, where: { dumpShare: { min: 0.3, max: null } } },
        reporting: {
          ...RULE,
          probe: 'setting',
          with: { name: 'privateVulnerabilityReporting' },
          unknownIsAbsent: true,
        },
      },
      green: {
        kind: 'all',
        of: [
          { kind: 'evidence', name: 'guide' },
          { kind: 'not', of: { kind: 'evidence', name: 'dumps' } },
        ],
      },
      yellow: { kind: 'evidence', name: 'reporting' },
    });

    expect(page).toContain('By evidence green with **guide** and not **dumps**; yellow with **reporting**.');
    expect(page).toContain('- **guide**: a document named `drift*`, changed within 24 months.');
    expect(page).toContain('at least 30 % of the changed files in releases put in whole.');
    expect(page).toContain('is on; what could not be seen counts as not there.');
  });

  test('tells a probe it has no words for by its name', () => {
    const page = pageOf({ evidence: { a: { ...RULE, probe: 'weather', with: { sun: true } } } });

    expect(page).toContain('- **a**: `weather` {"sun":true}.');
  });

  test.each([
    [{ yes: 'concrete' }, 'in words of its own, or with a public link, is green; any other yes is yellow.'],
    [{ yes: 'link', best: 'yellow' }, 'with a public link is yellow at best; any other yes is yellow.'],
    [{ yes: 'support' }, 'is shown and decides nothing.'],
    [{ yes: 'proof', supportedBy: 'note' }, 'with a public link, or with **note** in a repository, is green'],
    [{ ownText: true }, 'It may not lean on the answer to another requirement.'],
    [{ naming: ['SKI'] }, 'Its text must name one of `SKI`.'],
  ] as const)('tells how far a yes carries: %j', (declared, expected) => {
    const rule = { yes: 'concrete', best: 'green', naming: [], ownText: false, supportedBy: null } as const;

    expect(pageOf({ declared: { ...rule, ...declared } })).toContain(expected);
  });
});
