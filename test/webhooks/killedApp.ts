/**
 * The smallest whole app, run as a process of its own to be killed: intake, hand-over, jobs, and a handler that makes one
 * issue per product in a file that stands for GitHub. Arguments: address or directory of the database, that file.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createJobs, type JobHandler } from '../../src/jobs/index.js';
import { silentLogger } from '../../src/log/index.js';
import { intendIssue, openDatabase, saveIssue, startRun } from '../../src/store/index.js';
import { createHandover, createIntake } from '../../src/webhooks/index.js';
import { SECRET } from './support.js';

const [, , place = '', github = ''] = process.argv;
const log = silentLogger();
const database = await openDatabase(
  place.startsWith('postgres:') ? { databaseUrl: place } : { dataDirectory: place },
);

/** As long as a request takes: a kill often falls between it and what is noted of it. */
function moment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20 * Math.random()));
}

function isMade(marker: string): boolean {
  return existsSync(github) && readFileSync(github, 'utf8').split('\n').includes(marker);
}

const assess: JobHandler = async ({ key }) => {
  const generation = await startRun(database, key, new Date());
  const issue = { product: key, kind: 'maturity', repository: 'R_1', installation: 7 };
  const intent = await intendIssue(database, issue, new Date());
  await moment();
  const marker = `issue of ${key}`;
  if (intent === 'make' || (intent === 'look-first' && !isMade(marker))) {
    appendFileSync(github, `${marker}\n`);
    await moment();
  }
  if (intent !== 'known') {
    await saveIssue(database, key, 'maturity', generation, { repository: 'R_1', state: 'open' }, new Date());
  }
};

const jobs = await createJobs({ database, handlers: { assess }, role: 'all', log, pace: 0 });
await jobs.start();
const handover = createHandover({ database, jobs, log });
handover.start();
const intake = createIntake({
  secrets: [SECRET],
  allowed: () => true,
  database,
  onStored: () => handover.wake(),
  log,
  bot: () => null,
});
const server = createServer((request, response) => {
  if (request.url === '/idle') {
    void jobs.idle().then(() => response.end());
    return;
  }
  void intake(request, response);
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
