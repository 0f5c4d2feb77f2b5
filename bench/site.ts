/** What a portfolio of so many products costs to show: over HTTP, compressed, to the last byte. */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import type { Assessment } from '../src/assessment/index.js';
import type { Model } from '../src/governance/index.js';
import { silentLogger } from '../src/log/index.js';
import { DEFAULT_RISK_RULE } from '../src/roadmap/index.js';
import { createPortfolioReader, createSite } from '../src/site/index.js';
import { openDatabase, type Database } from '../src/store/index.js';
import { assessAgain, assessmentOf, fillPortfolio, NOW } from './site-portfolio.js';
import { shippedModel } from '../demo/model.js';

const ROUNDS = 30;
const STEADY_REQUESTS = 10_000;
const LIMITS = { portfolioMs: 100, changedMs: 100, portfolioKb: 250, productMs: 30 } as const;

export async function siteBench(argv: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      products: { type: 'string', default: '1000' },
      requests: { type: 'string', default: String(STEADY_REQUESTS) },
    },
  });
  const products = Number(values.products);
  const requests = Number(values.requests);
  if (!Number.isInteger(products) || products < 1) throw new Error('--products takes a whole number from 1.');
  if (!Number.isInteger(requests) || requests < 0) throw new Error('--requests takes a whole number.');
  const database = await openDatabase({});
  const model = await shippedModel();
  process.stderr.write(`Filling a database with ${products} products …\n`);
  const base = assessmentOf(model);
  await fillPortfolio(database, base, products);
  tell(`filled: ${memory()}`);
  const { url, close } = await serve(database, model);
  try {
    return await measure(database, base, url, { products, requests });
  } finally {
    await close();
    await database.close();
  }
}

async function serve(database: Database, model: Model) {
  const site = createSite({
    database,
    model: () => model,
    reader: createPortfolioReader({
      database,
      now: () => NOW,
      webUrl: 'https://github.com',
      settings: () => Promise.resolve({ isSitePublic: true, risk: DEFAULT_RISK_RULE }),
      mistakes: () => Promise.resolve([]),
    }),
    checks: () => Promise.resolve([]),
    signIn: null,
    isSecure: () => false,
    log: silentLogger(),
    rateLimit: null,
  });
  const server = createServer((incoming, response) => void site(incoming, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function measure(
  database: Database,
  base: Assessment,
  url: string,
  { products, requests }: { readonly products: number; readonly requests: number },
): Promise<object> {
  const first = await get(`${url}/`);
  tell(`first page of the process: ${Math.round(first.milliseconds)} ms; ${memory()}`);
  // As after every assessment: what has changed is read, and the page is made anew.
  const changed = await times(ROUNDS, async (round) => {
    await assessAgain(database, base, (round * 7) % products, round);
    return get(`${url}/`);
  });
  tell(`read ${ROUNDS} times: ${memory()}`);
  // The portfolio is known, the page has to be made: each asks for something else.
  const made = await times(ROUNDS, (round) => get(`${url}/?udenbetydning=${round}`));
  const kept = await times(ROUNDS, () => get(`${url}/`));
  const product = await times(ROUNDS, (round) =>
    get(`${url}/produkter/os2eksempel${(round * 7) % products}`),
  );
  tell(`front page, compressed: ${Math.round(first.bytes / 102.4) / 10} KB`);
  tell(
    `front page after a product was assessed: ${median(changed)} ms; made: ${median(made)} ms; kept: ${median(kept)} ms`,
  );
  tell(`product page: ${median(product)} ms`);
  const peak = await steady(url, products, requests);
  const result = {
    name: 'site',
    products,
    portfolioMs: median(made),
    changedMs: median(changed),
    firstMs: Math.round(first.milliseconds),
    portfolioKb: Math.round(first.bytes / 102.4) / 10,
    productMs: median(product),
    peakMemoryMb: peak,
  };
  for (const [key, limit] of Object.entries(LIMITS)) {
    const value = result[key as keyof typeof LIMITS];
    if (value > limit) tell(`${key} is ${value}, above ${limit}`);
  }
  return result;
}

/** Asks for one page after the other and tells how the memory stands on the way. */
async function steady(url: string, products: number, requests: number): Promise<number> {
  let peak = process.memoryUsage.rss();
  for (let index = 0; index < requests; index += 1) {
    const path =
      index % 4 === 0 ? `/?q=os2eksempel${index % products}` : `/produkter/os2eksempel${index % products}`;
    await get(url + path);
    peak = Math.max(peak, process.memoryUsage.rss());
    if ((index + 1) % 1000 === 0) tell(`${index + 1} requests: ${memory()}`);
  }
  return Math.round(peak / 1048576);
}

interface Got {
  readonly milliseconds: number;
  readonly bytes: number;
}

/** Until the last byte has come, as a browser asks. */
function get(address: string): Promise<Got> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(
      address,
      { headers: { 'accept-encoding': 'gzip, deflate, br', 'accept-language': 'da' } },
      (answer) => {
        let bytes = 0;
        answer.on('data', (part: Buffer) => (bytes += part.length));
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve({ milliseconds: performance.now() - start, bytes });
          else reject(new Error(`${address} answered ${answer.statusCode ?? 0}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

async function times(count: number, ask: (round: number) => Promise<Got>): Promise<readonly number[]> {
  const found: number[] = [];
  for (let round = 0; round < count; round += 1) found.push((await ask(round)).milliseconds);
  return found;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? 0) * 10) / 10;
}

function memory(): string {
  const { rss, heapUsed, external } = process.memoryUsage();
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1048576)} MB`;
  return `${megabytes(rss)}, of it in use by JavaScript ${megabytes(heapUsed)} and beside it ${megabytes(external)}`;
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
