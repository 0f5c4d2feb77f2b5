/** Sends a burst of signed deliveries at a steady rate and measures how long each waits for its answer. */
import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

export interface Burst {
  /** Of the app. */
  readonly url: string;
  readonly secret: string;
  readonly deliveries: number;
  /** A second. */
  readonly rate: number;
  readonly targets: readonly {
    readonly nodeId: string;
    readonly id: number;
    readonly owner: string;
    readonly name: string;
    readonly branch: string;
    readonly installation: number;
    readonly accountId: number;
  }[];
}

export interface BurstResult {
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers other than 2xx, and none at all. */
  readonly refused: number;
}

/** About what GitHub sends for a push of a few commits. */
const COMMITS = 5;
const TICK_MS = 10;
const agent = new Agent({ keepAlive: true, maxSockets: 200 });

function payloadOf(target: Burst['targets'][number], number: number): Buffer {
  const full = `${target.owner}/${target.name}`;
  const commits = Array.from({ length: COMMITS }, (_nothing, index) => ({
    id: `${number}${index}`.padStart(40, '0'),
    message: 'Ret vejledningen til',
    timestamp: '2026-06-23T10:00:00Z',
    url: `https://github.com/${full}/commit/${number}${index}`,
    author: { name: 'Udvikler', email: 'udvikler@eksempel.example', username: 'udvikler' },
    added: [],
    removed: [],
    modified: [`docs/emne-${index}.md`],
  }));
  return Buffer.from(
    JSON.stringify({
      ref: `refs/heads/${target.branch}`,
      before: '0'.repeat(40),
      after: `${number}`.padStart(40, '0'),
      created: false,
      deleted: false,
      forced: false,
      commits,
      head_commit: commits.at(-1),
      repository: {
        id: target.id,
        node_id: target.nodeId,
        name: target.name,
        full_name: full,
        private: false,
        visibility: 'public',
        default_branch: target.branch,
        owner: { login: target.owner, id: target.accountId, type: 'Organization' },
      },
      organization: { login: target.owner, id: target.accountId },
      sender: { login: 'udvikler', id: 1, type: 'User' },
      installation: { id: target.installation },
    }),
  );
}

/** Milliseconds until the answer; infinite for another than 2xx. */
function deliver(burst: Burst, body: Buffer): Promise<number> {
  const signature = createHmac('sha256', burst.secret).update(body).digest('hex');
  const started = performance.now();
  return new Promise((resolve) => {
    const outgoing = request(
      `${burst.url}/api/github/webhooks`,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': body.length,
          'x-github-event': 'push',
          'x-github-delivery': randomUUID(),
          'x-hub-signature-256': `sha256=${signature}`,
        },
      },
      (response) => {
        response.resume();
        response.on('end', () => {
          const { statusCode = 0 } = response;
          resolve(statusCode >= 200 && statusCode < 300 ? performance.now() - started : Infinity);
        });
      },
    );
    outgoing.on('error', () => resolve(Infinity));
    outgoing.end(body);
  });
}

async function run(burst: Burst): Promise<BurstResult> {
  const bodies = burst.targets.map((target, index) => payloadOf(target, index));
  const answers: Promise<number>[] = [];
  const started = performance.now();
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(burst.deliveries, Math.ceil(((performance.now() - started) / 1_000) * burst.rate));
      while (answers.length < due) {
        answers.push(deliver(burst, bodies[answers.length % bodies.length] ?? Buffer.from('{}')));
      }
      if (answers.length < burst.deliveries) return;
      clearInterval(timer);
      resolve();
    }, TICK_MS);
  });
  const waits = (await Promise.all(answers)).sort((one, other) => one - other);
  const at = (part: number): number =>
    Math.round((waits[Math.floor((waits.length - 1) * part)] ?? 0) * 10) / 10;
  return { p50Ms: at(0.5), p99Ms: at(0.99), refused: waits.filter((wait) => wait === Infinity).length };
}

process.on('message', (burst: Burst) => {
  void run(burst).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit(0));
