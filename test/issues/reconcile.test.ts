import { describe, expect, test } from '@jest/globals';
import { GitHubError } from '../../src/github/index.js';
import { parseMarker, parseMaturityBody, productKey, type IssueAction } from '../../src/issues/index.js';
import { BOT, PERSON } from './fakeGitHub.js';
import { assessed, DOCUMENT_IDS, HOME, scene, type Scene } from './scene.js';

const KEY = productKey('OS2eksempel');
const ALL_MISSING = Object.fromEntries(DOCUMENT_IDS.map((id) => [id, 'missing' as const]));

function maturityOf({ github }: Scene) {
  return github.issues.find((issue) => parseMarker(issue.body)?.kind === 'maturity')!;
}

function documentOf({ github }: Scene, id: string) {
  return github.issues.find((issue) => issue.body.includes(`requirement=${id} `))!;
}

function kinds(actions: readonly IssueAction[]): string[] {
  return actions.map((action) => action.kind);
}

/** Ticks the box for a document, as a person does on GitHub, whose editor writes `\r\n`. */
function tick(it: Scene, id: string): void {
  const issue = maturityOf(it);
  const box = new RegExp(`- \\[ \\](.*requirement=${id} )`);
  issue.body = issue.body.replace(box, '- [x]$1').replaceAll('\n', '\r\n');
}

describe('src/issues/reconcile.ts', () => {
  describe('a first run', () => {
    test('makes one maturity issue, and the most valuable documents up to the cap and the target level', async () => {
      const it = scene();

      await it.run({ standing: ALL_MISSING });

      const documents = it.github.open().map((issue) => parseMarker(issue.body));
      expect(documents).toMatchObject(
        ['D1', 'D2', 'D3', 'D4', 'D5'].map((requirement) => ({ kind: 'document', requirement })),
      );
      expect(it.github.issues.filter((issue) => parseMarker(issue.body)?.kind === 'maturity')).toHaveLength(
        1,
      );
    });

    test('names the new issues by number in the maturity issue', async () => {
      const it = scene();

      await it.run({ standing: { D1: 'missing' } });

      expect(maturityOf(it).body).toContain(`→ #${documentOf(it, 'D1').number}`);
    });

    test('labels what a student looks for, and leaves a label that is there', async () => {
      const it = scene();

      await it.run({ standing: { D1: 'missing', D2: 'missing' } });

      expect(documentOf(it, 'D1').labels).toEqual(['os2-modning', 'omfang: lille', 'rolle: maintainer']);
      expect(it.github.labels.filter((name) => name === 'os2-modning')).toHaveLength(2);
    });

    test('aims at the next level where no target is set', async () => {
      const it = scene();

      await it.run({
        standing: ALL_MISSING,
        product: { targetLevel: null, openIssues: 9 },
        assessment: {
          level: { indicative: null, target: null, decided: null, perLevel: [] },
        },
      });

      expect(it.github.open()).toHaveLength(2);
    });

    test('a dry run plans the same and writes nothing', async () => {
      const it = scene();

      const report = await it.run({ standing: { D1: 'missing' }, dryRun: true });

      expect(kinds(report.planned)).toEqual(['create-document', 'create-maturity']);
      expect(it.github.writes).toEqual([]);
      expect(await it.records.list(KEY)).toEqual([]);
    });
  });

  test('a second run makes no write', async () => {
    const it = scene();
    await it.run({ standing: ALL_MISSING });
    const before = it.github.writes.length;

    const report = await it.run({ standing: ALL_MISSING });

    expect(it.github.writes).toHaveLength(before);
    expect(report.planned).toEqual([]);
  });

  test('a second run on a new commit makes no write, although every link names the commit', async () => {
    const it = scene();
    await it.run({ standing: { D1: 'missing' } });
    const before = it.github.writes.length;
    const other = 'fedcba9876543210fedcba9876543210fedcba98';
    const requirements = DOCUMENT_IDS.map((id) => {
      const requirement = assessed(id, id === 'D1' ? 'missing' : 'there');
      const evidence = requirement.evidence.map((one) => ({
        ...one,
        commit: other,
        url: `https://github.com/os2eksempel/kode/blob/${other}/${one.path ?? ''}#L1`,
      }));
      return { ...requirement, evidence };
    });

    await it.run({ requirements });

    expect(it.github.writes).toHaveLength(before);
  });

  describe('a mended document', () => {
    test('closes its issue as completed, with the commit, and changes the maturity issue once', async () => {
      const it = scene();
      await it.run({ standing: { D1: 'missing' } });
      const before = it.github.writes.length;

      await it.run();

      const { number } = documentOf(it, 'D1');
      expect(it.github.writes.slice(before)).toEqual([
        `comment ${HOME}#${number}`,
        `closeIssue ${HOME}#${number}`,
        `updateIssue ${HOME}#${maturityOf(it).number}`,
      ]);
      expect(documentOf(it, 'D1')).toMatchObject({ state: 'closed', closeReason: 'completed' });
      expect(it.github.comments[0]?.body).toContain(
        'https://github.com/os2eksempel/kode/commit/0123456789abcdef0123456789abcdef01234567',
      );
    });

    test('names the commit that is known to have mended it', async () => {
      const it = scene();
      const commit = 'aaaabbbbccccddddaaaabbbbccccddddaaaabbbb';
      await it.run({ standing: { D1: 'missing' } });

      await it.run({ material: { mendedBy: new Map([['D1', { repository: 'os2eksempel/kode', commit }]]) } });

      expect(it.github.comments[0]?.body).toContain(`/commit/${commit}`);
      const [record] = (await it.records.list(KEY)).filter((one) => one.kind === 'D1');
      expect(record?.closedCommit).toBe(commit);
    });

    test('closes when the document is there but the requirement is only partly met', async () => {
      const it = scene();
      await it.run({ standing: { D1: 'missing' } });

      await it.run({ standing: { D1: 'partly' } });

      expect(documentOf(it, 'D1').state).toBe('closed');
    });

    test.each([
      ['the document itself was found', { evidence: assessed('D1', 'there').evidence }, 'closed'],
      ['it was not', { evidence: [] }, 'open'],
    ])('not everything could be read, the gap is no longer seen and %s', async (_, seen, state) => {
      const it = scene();
      await it.run({ standing: { D1: 'missing' } });

      const requirements = [assessed('D1', 'partly', seen)];
      await it.run({ requirements, material: { isEverythingRead: false } });

      expect(documentOf(it, 'D1').state).toBe(state);
    });

    test('makes room for the next one in the same run', async () => {
      const it = scene();
      await it.run({ standing: ALL_MISSING, product: { openIssues: 1 } });

      await it.run({ standing: { ...ALL_MISSING, D1: 'there' }, product: { openIssues: 1 } });

      expect(it.github.open()).toHaveLength(1);
      expect(documentOf(it, 'D2').state).toBe('open');
    });

    test('opens once more when it regresses, and not a second time', async () => {
      const it = scene();
      await it.run({ standing: { D1: 'missing' } });
      await it.run();

      await it.run({ standing: { D1: 'missing' } });
      expect(documentOf(it, 'D1').state).toBe('open');
      await it.run();
      expect(documentOf(it, 'D1').state).toBe('closed');
      await it.run({ standing: { D1: 'missing' } });

      expect(documentOf(it, 'D1').state).toBe('closed');
      expect(it.github.comments).toHaveLength(3);
      expect(it.github.issues.filter((issue) => issue.body.includes('requirement=D1 '))).toHaveLength(1);
    });

    test('is left to the person who opens it again', async () => {
      const it = scene();
      await it.run({ standing: { D1: 'missing' } });
      await it.run();
      it.github.reopen(documentOf(it, 'D1').number);

      await it.run();

      expect(documentOf(it, 'D1').state).toBe('open');
    });
  });

  test('what cannot be seen opens and closes nothing', async () => {
    const it = scene();
    await it.run({ standing: { D1: 'missing' } });
    const { number } = documentOf(it, 'D1');

    await it.run({ standing: { D1: 'unknown', D2: 'unknown' } });

    expect(it.github.open().map((issue) => issue.number)).toEqual([number]);
  });

  describe('a person says no', () => {
    test('closed as not planned is never opened again, and an explanation is pending', async () => {
      const it = scene();
      await it.run({ standing: { D1: 'missing' } });
      it.github.close(documentOf(it, 'D1').number, 'not_planned');

      await it.run({ standing: { D1: 'missing' } });
      await it.run();
      await it.run({ standing: { D1: 'missing' } });

      expect(it.github.open()).toEqual([]);
      expect(it.github.comments).toEqual([]);
      expect(it.records.declined).toMatchObject([{ requirement: 'D1', byLogin: PERSON.login }]);
      expect(maturityOf(it).body).toContain('I har lukket #1 som »not planned«');
    });

    test('is told from our own closing also where GitHub does not say who closed it', async () => {
      const it = scene({ tellsClosedBy: false });
      await it.run({ standing: { D1: 'missing', D2: 'missing' } });
      it.github.close(documentOf(it, 'D2').number, 'not_planned');
      await it.run({ standing: { D2: 'missing' } });

      await it.run({ standing: { D1: 'missing', D2: 'missing' } });

      expect(documentOf(it, 'D1').state).toBe('open');
      expect(documentOf(it, 'D2').state).toBe('closed');
    });

    test('is kept also when a person says it after we have closed and they have opened', async () => {
      const it = scene({ tellsClosedBy: false });
      await it.run({ standing: { D1: 'missing' } });
      await it.run();
      it.github.reopen(1);
      it.github.close(1, 'not_planned');

      await it.run({ standing: { D1: 'missing' } });

      expect(documentOf(it, 'D1').state).toBe('closed');
    });

    test('closed as completed while it is missing gets one comment and stays closed', async () => {
      const it = scene();
      await it.run({ standing: { D1: 'missing' } });
      it.github.close(documentOf(it, 'D1').number, 'completed');

      await it.run({ standing: { D1: 'missing' } });
      await it.run({ standing: { D1: 'missing' } });

      expect(it.github.comments).toHaveLength(1);
      expect(it.github.comments[0]?.body).toContain('manglede dokumentet stadig');
      expect(documentOf(it, 'D1').state).toBe('closed');
    });

    test('closed after the facts were read is left for the next run', async () => {
      const it = scene();
      await it.run({ standing: { D1: 'missing' } });
      it.github.close(documentOf(it, 'D1').number, 'completed');

      await it.run({ standing: { D1: 'missing' }, readAt: '2026-06-23T08:00:00.000Z' });

      expect(it.github.comments).toEqual([]);
    });

    test('a deleted document issue is not made again', async () => {
      const it = scene();
      await it.run({ standing: { D1: 'missing' } });
      it.github.remove(documentOf(it, 'D1').number);

      await it.run({ standing: { D1: 'missing' } });
      await it.run({ standing: { D1: 'missing' } });

      expect(it.github.open()).toEqual([]);
    });

    test('a locked document issue is left as it is', async () => {
      const it = scene();
      await it.run({ standing: { D1: 'missing' } });
      documentOf(it, 'D1').isLocked = true;

      const report = await it.run();

      expect(documentOf(it, 'D1').state).toBe('open');
      expect(report.skipped).toMatchObject([{ reason: 'locked', number: 1 }]);
    });
  });

  describe('two requirements that want the same document', () => {
    const gap = { template: 'SECURITY.md', effort: 'small', role: 'maintainer' } as const;
    const both = [assessed('D1', 'missing'), assessed('D2', 'missing', { gap })];

    test('get one issue, which names the other, and both rows lead to it', async () => {
      const it = scene();

      await it.run({ requirements: both });

      expect(it.github.open().map((issue) => issue.number)).toEqual([1]);
      expect(documentOf(it, 'D1').body).toContain('Det samme dokument hører også til **D2**.');
      const body = parseMaturityBody(maturityOf(it).body);
      expect(body?.themes[0]?.rows.map((row) => row.basis.endsWith('→ #1'))).toEqual([true, true]);
      expect(body?.orders).toEqual([]);
    });

    test('the other gets its own when the first is met and it still is not', async () => {
      const it = scene();
      await it.run({ requirements: both });

      await it.run({ requirements: [assessed('D1', 'there'), assessed('D2', 'missing', { gap })] });

      expect(it.github.open().map((issue) => issue.body.includes('requirement=D2 '))).toEqual([true]);
    });

    test('people may ask for both', async () => {
      const it = scene();

      await it.run({ requirements: both, requests: { documents: new Set(['D1', 'D2']) } });

      expect(it.github.open()).toHaveLength(2);
    });
  });

  describe('explanations', () => {
    const explanation = { reason: 'Vi venter', until: null, by: null, link: null };

    test.each(['accepted', 'at-once', 'pending'] as const)('%s: nothing is opened', async (state) => {
      const it = scene();

      await it.run({ requirements: [assessed('D1', 'missing', { explanation: { ...explanation, state } })] });

      expect(it.github.open()).toEqual([]);
    });

    test.each([
      ['accepted', 'er forklaret og accepteret, så'],
      ['at-once', 'er forklaret, så'],
    ] as const)(
      '%s: an open issue is closed as not planned, and opened again when it has run out',
      async (state, said) => {
        const it = scene();
        await it.run({ standing: { D1: 'missing' } });

        await it.run({
          requirements: [assessed('D1', 'missing', { explanation: { ...explanation, state } })],
        });
        expect(it.github.comments.map(({ body }) => body).join('\n')).toContain(said);
        expect(documentOf(it, 'D1')).toMatchObject({ state: 'closed', closeReason: 'not_planned' });
        await it.run({
          requirements: [assessed('D1', 'missing', { explanation: { ...explanation, state: 'expired' } })],
        });

        expect(documentOf(it, 'D1').state).toBe('open');
      },
    );

    test('no longer relevant, or no longer in the model: closed as not planned', async () => {
      const it = scene();
      await it.run({ standing: { D1: 'missing', D2: 'missing' } });

      await it.run({ requirements: [assessed('D1', 'grey')] });

      expect(it.github.issues.slice(0, 2)).toMatchObject([
        { state: 'closed', closeReason: 'not_planned' },
        { state: 'closed', closeReason: 'not_planned' },
      ]);
    });
  });

  describe('the mode', () => {
    test('on request: only what is ticked', async () => {
      const it = scene();
      const product = { issues: 'on-request' as const };
      await it.run({ standing: ALL_MISSING, product });
      expect(it.github.open()).toEqual([]);
      tick(it, 'D7');

      await it.run({ standing: ALL_MISSING, product });

      expect(it.github.open().map((issue) => issue.title)).toEqual([
        'D7: Offentliggør et kodereview fra en tredjepart (kodereview.md)',
      ]);
      expect(parseMaturityBody(maturityOf(it).body)?.orders.map((order) => order.requirement)).not.toContain(
        'D7',
      );
    });

    test('a command asks as a box does', async () => {
      const it = scene();

      await it.run({
        standing: ALL_MISSING,
        product: { issues: 'on-request' },
        requests: { documents: new Set(['D3']) },
      });

      expect(it.github.open()).toHaveLength(1);
    });

    test('off: nothing is opened, what is open is still closed when it is mended', async () => {
      const it = scene();
      await it.run({ standing: { D1: 'missing' } });

      await it.run({ standing: { D2: 'missing' }, product: { issues: 'off' } });

      expect(it.github.open()).toEqual([]);
      expect(maturityOf(it).body).not.toContain('Bestil en opgave');
    });

    test('an order beyond the cap waits, ticked, and is said to wait', async () => {
      const it = scene();
      const product = { openIssues: 1 };
      await it.run({ standing: ALL_MISSING, product });
      tick(it, 'D7');

      await it.run({ standing: ALL_MISSING, product });

      expect(it.github.open()).toHaveLength(1);
      expect(maturityOf(it).body).toContain('**D7** er bestilt');
      expect(maturityOf(it).body).toMatch(/- \[x\].*requirement=D7 /);
    });
  });

  describe('the maturity issue', () => {
    test('closed by people is not written, and comes back when asked for', async () => {
      const it = scene();
      await it.run();
      it.github.close(1, 'completed');
      const { body } = maturityOf(it);

      const report = await it.run({ standing: { D1: 'missing' } });
      expect(maturityOf(it)).toMatchObject({ state: 'closed', body });
      expect(report.skipped).toMatchObject([{ reason: 'not-wanted' }]);
      await it.run({ requests: { maturity: true } });

      expect(maturityOf(it).state).toBe('open');
    });

    test('is called as the product is called now, once, unless people have words of their own for it', async () => {
      const it = scene();
      await it.run({ standing: {} });
      const renamedTo = { standing: {}, product: { name: 'OS2nytnavn' }, key: KEY };

      await it.run(renamedTo);
      const renamed = maturityOf(it).title;
      const before = it.github.writes.length;
      await it.run(renamedTo);
      maturityOf(it).title = 'Sådan står det til';
      await it.run({ ...renamedTo, product: { name: 'OS2endnuet' } });

      expect(renamed).toBe('Modenhed: OS2nytnavn');
      expect(it.github.writes.slice(before).filter((write) => write.startsWith('update'))).toHaveLength(0);
      expect(maturityOf(it).title).toBe('Sådan står det til');
    });

    test('locked is respected, and said', async () => {
      const it = scene();
      await it.run();
      maturityOf(it).isLocked = true;
      const before = it.github.writes.length;

      const report = await it.run({ standing: { D1: 'unknown' } });

      expect(it.github.writes).toHaveLength(before);
      expect(report.skipped).toMatchObject([{ reason: 'locked' }]);
    });

    test('deleted is made anew once', async () => {
      const it = scene();
      await it.run();
      it.github.remove(1);
      await it.run();
      expect(maturityOf(it).number).toBe(2);
      it.github.remove(2);

      const report = await it.run();

      expect(it.github.issues).toEqual([]);
      expect(report.skipped).toMatchObject([{ reason: 'not-wanted' }]);
    });

    test('an older run never overwrites a newer one', async () => {
      const it = scene();
      await it.run({ generation: 9 });
      const before = it.github.writes.length;

      const report = await it.run({ standing: ALL_MISSING, generation: 8 });

      expect(it.github.writes).toHaveLength(before);
      expect(report.skipped).toMatchObject([{ reason: 'newer' }]);
    });

    test('a box that is ticked while the run is under way is kept', async () => {
      const it = scene();
      const product = { issues: 'on-request' as const };
      await it.run({ standing: ALL_MISSING, product });
      const stale = { ...maturityOf(it) };
      tick(it, 'D2');
      it.github.listed = () => [stale];

      await it.run({ standing: { ...ALL_MISSING, D1: 'there' }, product });

      expect(maturityOf(it).body).toMatch(/- \[x\].*requirement=D2 /);
    });

    test('moves with the product, and the former one points to it', async () => {
      const it = scene();
      await it.run();

      await it.run({ product: { home: 'os2eksempel/kode' } });

      expect(it.github.issues).toMatchObject([
        { repository: HOME, state: 'closed' },
        { repository: 'os2eksempel/kode', state: 'open' },
      ]);
      expect(it.github.comments[0]?.body).toContain('https://github.com/os2eksempel/kode/issues');
      const report = await it.run({ product: { home: 'os2eksempel/kode' } });
      expect(report.planned).toEqual([]);
    });
  });

  describe('never twice', () => {
    test('a store that was lost finds everything again', async () => {
      const it = scene();
      await it.run({ standing: ALL_MISSING });
      const other = scene();
      other.github.issues.push(...it.github.issues);

      await other.run({ standing: ALL_MISSING, generation: 9 });

      expect(other.github.writes).toEqual([]);
    });

    test('a marker in an issue of somebody else is nothing', async () => {
      const it = scene();
      await it.run({ standing: { D1: 'missing' } });
      const forged = { ...documentOf(it, 'D1'), number: 50, author: PERSON, appId: null };
      const other = scene();
      other.github.issues.push(forged);

      await other.run({ standing: { D1: 'missing' } });

      expect(other.github.issues).toHaveLength(3);
    });

    test('a listing that lacks one of them is made up for by its number', async () => {
      const it = scene();
      await it.run({ standing: ALL_MISSING });
      const before = it.github.writes.length;
      it.github.listed = (issues) => issues.slice(1);

      const report = await it.run({ standing: ALL_MISSING });

      expect(report.planned).toEqual([]);
      expect(it.github.writes).toHaveLength(before);
    });

    test('duplicates: the oldest stays, the other is closed with a word', async () => {
      const it = scene();
      await it.run({ standing: { D1: 'missing' } });
      it.github.issues.push({ ...documentOf(it, 'D1'), number: 30, createdAt: '2026-06-24T00:00:00Z' });

      await it.run({ standing: { D1: 'missing' } });

      expect(it.github.open('D1').map((issue) => issue.number)).toEqual([1]);
      expect(it.github.comments).toMatchObject([{ number: 30 }]);
      const report = await it.run({ standing: { D1: 'missing' } });
      expect(report.planned).toEqual([]);
    });

    test('a second one that people have locked stays, and takes up room as any other', async () => {
      const it = scene();
      await it.run({ standing: { D1: 'missing' } });
      const second = { ...documentOf(it, 'D1'), number: 30, createdAt: '2026-06-24T00:00:00Z' };
      it.github.issues.push({ ...second, isLocked: true });

      await it.run({ standing: ALL_MISSING, product: { openIssues: 2 } });
      expect(it.github.open('D1').map((issue) => issue.number)).toEqual([1, 30]);
      expect(it.github.issues).toHaveLength(3);
    });

    test('people who remove the marker do not get a second one', async () => {
      const it = scene();
      await it.run({ standing: { D1: 'missing' } });
      documentOf(it, 'D1').body = 'Vi arbejder på det.';

      await it.run({ standing: { D1: 'missing' } });
      expect(it.github.issues).toHaveLength(2);
      await it.run();

      expect(it.github.issues[0]).toMatchObject({ state: 'closed', closeReason: 'completed' });
    });
  });

  describe('unclear answers', () => {
    test.each(['lost', 'unsent'] as const)('%s: a creation ends in one issue', async (fault) => {
      const it = scene();
      const faults = [fault];
      it.github.fault = (write) => (write.startsWith('createIssue') ? (faults.pop() ?? null) : null);

      await it.run({ standing: { D1: 'missing' } });

      expect(it.github.issues).toHaveLength(2);
    });

    test('a process that died right after asking: the next one waits until GitHub must show it, and looks', async () => {
      const it = scene();
      it.github.fault = (write) => (write.startsWith('createIssue') ? { after: new Error('killed') } : null);
      await expect(it.run({ standing: { D1: 'missing' } })).rejects.toThrow('killed');
      it.github.fault = () => null;
      it.clock.time -= 120_000;
      const shownFrom = it.clock.time + 65_000;
      it.github.listed = (issues) => (it.clock.time < shownFrom ? [] : issues);

      await it.run({ standing: { D1: 'missing' } });

      expect(it.github.issues.filter((issue) => issue.body.includes('requirement=D1 '))).toHaveLength(1);
    });

    test('a creation that stays unclear is looked for by the next run', async () => {
      const it = scene();
      it.github.fault = (write) => (write.startsWith('createIssue') ? 'unsent' : null);
      const report = await it.run({ standing: { D1: 'missing' } });
      it.github.fault = () => null;

      await it.run({ standing: { D1: 'missing' } });

      expect(report.skipped.map((one) => one.reason)).toEqual(['undecided', 'undecided']);
      expect(it.github.issues).toHaveLength(2);
    });

    test.each(['lost', 'unsent'] as const)('%s: closing and its comment happen once', async (fault) => {
      const it = scene();
      await it.run({ standing: { D1: 'missing' } });
      const seen = new Set<string>();
      it.github.fault = (write) => {
        if (seen.has(write)) return null;
        seen.add(write);
        return fault;
      };

      await it.run();

      expect(documentOf(it, 'D1').state).toBe('closed');
      expect(it.github.comments).toHaveLength(1);
    });
  });

  describe('the brake', () => {
    test('holds back what is more than a day may bring, and says so', async () => {
      const it = scene();

      const report = await it.run({ standing: ALL_MISSING, most: 3 });

      expect(it.github.issues).toHaveLength(3);
      expect(maturityOf(it).state).toBe('open');
      expect(report.stopped).toMatchObject([{ reason: 'brake', most: 3 }]);
    });

    test('holds back what other products of the installation have used up since it was planned', async () => {
      const it = scene();
      let counted = 0;
      Object.assign(it.records, { countMade: () => Promise.resolve(counted++ === 0 ? 0 : 3) });

      const report = await it.run({ standing: ALL_MISSING, most: 3 });

      expect(it.github.issues).toEqual([]);
      expect(report.stopped).toContainEqual(expect.objectContaining({ reason: 'brake', count: 3, most: 3 }));
    });

    test('goes on the day after', async () => {
      const it = scene();
      await it.run({ standing: ALL_MISSING, most: 3 });
      it.clock.time += 2 * 86_400_000;
      it.github.now = new Date(it.clock.time).toISOString();

      await it.run({ standing: ALL_MISSING, most: 3 });

      expect(it.github.open()).toHaveLength(5);
    });

    test('an empty list where the store knows better stops creation', async () => {
      const it = scene();
      await it.run({ standing: { D1: 'missing' } });
      it.github.listed = () => [];

      const report = await it.run({ standing: ALL_MISSING });

      expect(it.github.issues).toHaveLength(2);
      expect(report.stopped).toMatchObject([{ reason: 'empty-list' }]);
    });
  });

  describe('GitHub refuses', () => {
    test.each([
      [{ isArchived: true }, 'archived'],
      [{ hasIssues: false }, 'issues-disabled'],
      [{ mayWrite: false }, 'forbidden'],
    ] as const)('%j: skipped and said, without a request', async (home, reason) => {
      const it = scene();

      const report = await it.run({ standing: ALL_MISSING, home });

      expect(report.skipped).toMatchObject([{ reason }]);
      expect(it.github.writes).toEqual([]);
    });

    test.each([
      ['disabled', 'issues-disabled'],
      ['archived', 'archived'],
      ['forbidden', 'forbidden'],
      ['gone', 'gone'],
    ] as const)('%s: one try, skipped and said, and no intent left behind', async (kind, reason) => {
      const it = scene();
      let tries = 0;
      it.github.fault = () => {
        tries += 1;
        return new GitHubError(kind, { request: 'POST', permission: 'issues=write' });
      };

      const report = await it.run({ standing: ALL_MISSING });

      expect(report.skipped.map((one) => one.reason)).toEqual([reason, reason]);
      expect(report.skipped[0]).toMatchObject({ permission: 'issues=write' });
      expect(tries).toBe(2);
      expect(await it.records.list(KEY)).toEqual([]);
    });

    test('a limit ends the run for a later try, and nothing is done twice then', async () => {
      const it = scene();
      let writes = 0;
      it.github.fault = (write) => {
        writes += write.startsWith('createIssue') ? 1 : 0;
        return writes === 3 ? new GitHubError('rate-limited', { request: 'POST', until: new Date() }) : null;
      };
      await expect(it.run({ standing: ALL_MISSING })).rejects.toThrow('rate-limited');
      it.github.fault = () => null;

      await it.run({ standing: ALL_MISSING });

      expect(it.github.open()).toHaveLength(5);
    });
  });

  test('our own bot is the author of everything that is written', async () => {
    const it = scene();

    await it.run({ standing: ALL_MISSING });

    expect(it.github.issues.every((issue) => issue.author === BOT)).toBe(true);
  });
});
