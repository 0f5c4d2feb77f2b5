/**
 * `npm run chaos -- --kills N --products M [--database URL] [--seed TEXT] [--out DIR]`: progress on standard error, one JSON
 * object as the last line of standard output. Exit 0 when nothing was lost, doubled or closed wrongly and both ends are alike.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { comparable, doubledIssues, doubledItems, wrongCloses } from './compare.js';
import { makeDatabase } from './database.js';
import { tell, type Ending, type Weather } from './run.js';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '20' },
      products: { type: 'string', default: '30' },
      database: { type: 'string' },
      seed: { type: 'string', default: 'storm' },
      out: { type: 'string' },
    },
  });
  const weather = { products: whole(values.products), seed: values.seed };
  const calm = await told('calm', { ...weather, kills: 0 }, values.database);
  const { requests } = calm;
  const storm = await told('storm', { ...weather, kills: whole(values.kills), requests }, values.database);
  const [expected, found] = [comparable(calm.state), comparable(storm.state)];
  if (values.out !== undefined) {
    await mkdir(values.out, { recursive: true });
    const files = { calm: expected, storm: found, 'calm-whole': calm.state, 'storm-whole': storm.state };
    for (const [name, content] of Object.entries(files))
      await writeFile(join(values.out, `${name}.json`), JSON.stringify(content, null, 1));
  }
  const result = {
    kills: storm.kills,
    products: weather.products,
    lostDeliveries: storm.lostDeliveries,
    doubledIssues: doubledIssues(storm.state, calm.state),
    doubledItems: doubledItems(storm.state, calm.state),
    wrongCloses: wrongCloses(storm.state, calm.state),
    equalToFaultFree: isDeepStrictEqual(found, expected),
  };
  tellOf(storm);
  process.stdout.write(`${JSON.stringify(result)}\n`);
  const { lostDeliveries, doubledIssues: issues, doubledItems: items, wrongCloses: closes } = result;
  return result.equalToFaultFree && lostDeliveries + issues + items + closes === 0 ? 0 : 1;
}

/** What the storm was, so that nobody has to believe it. */
function tellOf({ faults, killedAt, deliveries, requests }: Ending): void {
  const all = requests.reduce((sum, one) => sum + one, 0);
  const lines = [
    `storm: ${all} requests, ${deliveries} deliveries`,
    ...Object.entries(faults).map(([name, count]) => `  fault ${name}: ${count}`),
    ...Object.entries(killedAt)
      .sort(([, one], [, other]) => other - one)
      .map(([name, count]) => `  killed at ${name}: ${count}`),
  ];
  process.stderr.write(`${lines.join('\n')}\n`);
}

async function told(
  name: string,
  weather: Omit<Weather, 'databaseUrl'>,
  server: string | undefined,
): Promise<Ending> {
  const started = performance.now();
  const say = (text: string): void => {
    process.stderr.write(`${name} ${Math.round((performance.now() - started) / 1_000)} s: ${text}\n`);
  };
  const database =
    server === undefined ? null : await makeDatabase(server, `os2modning_chaos_${process.pid}_${name}`);
  try {
    const ending = await tell({ ...weather, databaseUrl: database?.url ?? null }, say);
    say('at its end');
    return ending;
  } finally {
    await database?.drop();
  }
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`"${text}" is no whole number from 1.`);
  return value;
}

process.exitCode = await main();
