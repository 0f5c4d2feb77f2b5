import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseAssessment } from '../../src/reports/index.js';
import type { Model } from '../../src/governance/index.js';
import { SAMPLE_DAY, SAMPLE_PRODUCTS } from '../support/sampleProducts.js';
import { openWorld } from '../support/world.js';
import type { World } from '../../demo/world.js';
import type { App } from '../../src/app/index.js';
import { ratingWord } from '../../src/messages/index.js';
import { crawl } from './served.js';
import { realModel } from './filled.js';

const PRIVATE = /hemmelig-drift|bølgebryder/i;
const STIPLAN = 'dal-stier/stiplan';

let world: World;
let app: App;
let model: Model;

beforeAll(async () => {
  model = await realModel();
  world = await openWorld({ snapshots: SAMPLE_PRODUCTS });
  app = await world.start({ now: () => new Date(`${SAMPLE_DAY}T10:00:00Z`) });
  await world.settle(app);
});

afterAll(async () => {
  await app.stop();
  await world.close();
});

async function text(path: string): Promise<string> {
  return (await fetch(app.url + path, { headers: { 'accept-language': 'da' } })).text();
}

describe('site beside the running app', () => {
  test.each(['os2bogbus', 'os2havnevagt', 'os2parkbaenk', 'os2stiplan'])(
    'says the same of %s on the page, in JSON, CSV and the draft, and on the badge',
    async (slug) => {
      const json = parseAssessment(await text(`/rapporter/${slug}.json`), slug);
      const { green, yellow, red, unknown } = json.counts.total;
      const csv = await text(`/rapporter/${slug}.csv`);
      const cells = csv.split('\r\n').map((line) => line.split(';'));
      const column = cells[0]?.indexOf('rating') ?? -1;
      const rated = (rating: string) => cells.filter((line) => line[column] === rating).length;
      const product = await text(`/produkter/${slug}`);

      expect(product).toContain(`${green} af 43 krav er opfyldt.`);
      for (const rating of ['green', 'yellow', 'red', 'unknown'] as const)
        expect(product.match(new RegExp(`class="requirement ${rating}"`, 'g')) ?? []).toHaveLength(
          json.counts.total[rating],
        );
      expect([rated('green'), rated('yellow'), rated('red'), rated('unknown')]).toEqual([
        green,
        yellow,
        red,
        unknown,
      ]);
      expect(await text(`/badge/${slug}.svg`)).toContain(`${green} af 43 opfyldt`);
      expect(await text(`/rapporter/${slug}.md`)).toContain(
        `Af 43 krav er ${green} opfyldt, ${yellow} delvist opfyldt`,
      );
      const row = new RegExp(
        `<tr><th scope="row"><a href="/produkter/${slug}">[^<]*</a></th>((?:<td class="\\w+" aria-label[^>]*>[^<]*</td>)+)`,
      );
      const heat = row.exec(await text('/'))?.[1] ?? '';
      expect(heat.match(/class="green"/g) ?? []).toHaveLength(green);
      expect(heat).toContain(`aria-label="${ratingWord('unknown', 'da')}"`);
      expect(model.requirements).toHaveLength(43);
    },
  );

  test('lets no word of a private repository out, and none of a product from the moment it is private', async () => {
    const before = [...(await crawl(app.url))];
    expect(before.filter(([path, { body }]) => PRIVATE.test(path + body))).toEqual([]);
    expect(before.some(([path]) => path.startsWith('/produkter/os2stiplan'))).toBe(true);

    world.github.repositories.setVisibility(STIPLAN, 'private');
    await world.settle(app);
    const hidden = [...(await crawl(app.url, /lang=en|^\/skabeloner/))].filter(([path, { body }]) =>
      /stiplan/i.test(path + body),
    );
    expect(hidden).toEqual([]);
    expect((await fetch(`${app.url}/produkter/os2stiplan`)).status).toBe(404);

    world.github.repositories.setVisibility(STIPLAN, 'public');
    await world.settle(app);
    expect(await text('/')).toContain('OS2stiplan');
  });
});
