import { expect, test } from '@jest/globals';
import { finishRound, saveEvaluations, startRound } from '../../src/store/index.js';
import { evaluationIn, form09 } from '../evaluations/fixtures.js';
import { NOW } from '../store/support.js';
import { describeOnEveryDatabase } from '../support/database.js';
import { realModel } from './filled.js';
import { serveSite } from './served.js';

const REPORT = {
  ...{ installations: 3, added: 1, repositories: 40, renamed: 2, gone: 4, changed: 5, aged: 6 },
  failed: [{ account: 'os2lukket', problem: 'GET /repos/os2lukket/hemmelig answered 500' }],
};

describeOnEveryDatabase('site/operations', (database) => {
  async function setupAs(state: 'in' | 'out', language: 'da' | 'en' = 'da'): Promise<string> {
    const site = await serveSite(database(), await realModel(), {
      signIn: {
        viewer: () => Promise.resolve({ state, login: state === 'in' ? 'nogen' : null }),
        answer: () => Promise.resolve(null),
      },
    });
    try {
      return await (await fetch(`${site.url}/setup?lang=${language}`)).text();
    } finally {
      await site.close();
    }
  }

  async function sweepOnce(report: object): Promise<void> {
    const round = await startRound(database(), 'sweep', NOW);
    await finishRound(database(), round, report, NOW);
    const path = 'docs/2026-06-01-OS2ukendt.md';
    const evaluation = evaluationIn(form09({ heading: '# Vurdering af OS2-produkt: OS2ukendt' }), path);
    const file = { path, blob: 'b', evaluation, findings: [] };
    await database().transaction((connection) => saveEvaluations(connection, 'R_reports', [file], [], NOW));
  }

  test('tells members what the last night found, what could not be read, and which evaluations have no product', async () => {
    const before = await setupAs('in');
    await sweepOnce(REPORT);
    const page = await setupAs('in');
    const english = await setupAs('in', 'en');

    expect(before).toContain('Appen har endnu ikke været igennem sin første nat.');
    expect(page).toContain('Senest var 23. juni 2026.');
    const counts = [...page.matchAll(/<dd>([^<]+)<\/dd>/g)].map(([, count]) => count);
    expect(counts).toEqual(['3', '40', '1', '2', '4', '5', '6', '1']);
    expect(page).toContain('os2lukket:');
    expect(/<li>(docs[^<]*)/.exec(page)?.[1]).toBe(
      'docs/2026-06-01-OS2ukendt.md: intet produkt i porteføljen hedder OS2ukendt / OS2prøve.',
    );
    expect(english).toContain('no product in the portfolio is called OS2ukendt / OS2prøve.');
  });

  test('tells everybody the figures alone', async () => {
    await sweepOnce(REPORT);

    const page = await setupAs('out');

    expect(page).toContain('Senest var 23. juni 2026.');
    expect(page).not.toMatch(/os2lukket|hemmelig|OS2ukendt/);
  });

  test('shows what an older version has reported', async () => {
    await sweepOnce({ installations: 3, repositories: 40, changed: 5, failed: [] });

    expect(await setupAs('out')).toContain('<dd>–</dd>');
  });
});
