/** `npm run docs:screenshots`: pictures of the main pages, made of the demo's invented products. Needs Chromium (CHROMIUM). */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { readOptions } from '../demo/options.js';
import { openStory } from '../demo/story.js';
import { createTeller } from '../demo/tell.js';

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
  readonly whole?: boolean;
}

const PICTURES: readonly Shot[] = [
  { name: 'portefoelje', path: '/', width: 1280, height: 1150 },
  { name: 'produkt', path: '/produkter/os2fortov', width: 1280, height: 1000 },
  { name: 'roadmap', path: '/roadmap', width: 1280, height: 900 },
  { name: 'opgaver', path: '/opgaver', width: 1280, height: 700, dark: true },
];

/** Every page, wide and narrow, light and dark: to look at, not to keep. */
function everything(slug: string): readonly Shot[] {
  const paths = [
    '/',
    `/produkter/${slug}`,
    '/krav',
    '/krav/F4',
    '/opgaver',
    '/roadmap',
    '/rapporter',
    '/setup',
    '/x',
  ];
  return paths.flatMap((path) =>
    [320, 1440].flatMap((width) =>
      [false, true].map((dark) => ({
        name: `${path.replaceAll('/', '-').slice(1) || 'forside'}-${width}${dark ? '-dark' : ''}`,
        path,
        width,
        height: 900,
        dark,
        whole: true,
      })),
    ),
  );
}

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'docs/images' },
    all: { type: 'string' },
    seed: { type: 'string', multiple: true, default: [] },
  },
});
const argv = ['--once', ...values.seed.flatMap((file) => ['--seed', file])];
const story = await openStory(
  await readOptions(argv),
  createTeller(() => undefined),
);
const app = await story.start();
await story.run(app);
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ],
});
await mkdir(values.out, { recursive: true });
for (const shot of values.all === undefined ? PICTURES : everything(values.all)) {
  const page = await browser.newPage({
    viewport: { width: shot.width, height: shot.height },
    colorScheme: shot.dark === true ? 'dark' : 'light',
    locale: 'da-DK',
  });
  const answer = await page.goto(`${app.url}${shot.path}`);
  await page.screenshot({ path: join(values.out, `${shot.name}.png`), fullPage: shot.whole ?? false });
  process.stderr.write(`${shot.name} ${answer?.status() ?? ''}\n`);
  await page.close();
}
await browser.close();
await app.stop();
await story.world.close();
