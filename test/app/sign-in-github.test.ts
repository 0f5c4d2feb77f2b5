/** Signing in, from the button to a private product, with a stand-in for GitHub that follows its documentation. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { World } from '../../demo/world.js';
import type { App } from '../../src/app/index.js';
import { SAMPLE_DAY, SAMPLE_PRODUCTS } from '../support/sampleProducts.js';
import { openWorld } from '../support/world.js';

const BASE = 'https://portefolje.example';
const CLIENT = { clientId: 'Iv1.eksempel', clientSecret: 'a client secret for this test' };
const TEAM = ['OS2central', 'sekretariat'] as const;
const STIPLAN = 'dal-stier/stiplan';
const MINUTE = 60_000;

let world: World;
let app: App;
let time = Date.parse(`${SAMPLE_DAY}T10:00:00Z`);

beforeAll(async () => {
  world = await openWorld({
    snapshots: SAMPLE_PRODUCTS,
    secretariat: { team: TEAM.join('/') },
    portfolio: { site: { baseUrl: BASE } },
    prepare: ({ accounts }) => {
      accounts.organization(TEAM[0]);
      accounts.team(...TEAM, ['sekretaer']);
      accounts.user('nysgerrig');
    },
  });
  const { github, appId, settings } = world;
  github.apps.oauth(appId, { ...CLIENT, callbacks: [`${BASE}/log-tilbage`] });
  app = await world.start({ now: () => new Date(time), settings: { ...settings, oauth: CLIENT } });
  await world.settle(app);
  github.apps.grant(world.installations.get(TEAM[0]) ?? 0, { members: 'read' });
  github.repositories.setVisibility(STIPLAN, 'private');
  await world.settle(app);
});

afterAll(async () => {
  await app.stop();
  await world.close();
});

/** A browser that is signed in on GitHub as somebody, or as nobody. */
function browser(login: string | null) {
  const cookies = new Map<string, string>();

  /** One step; the site's public address leads to where it listens. */
  async function step(address: string) {
    const isGitHub = address.startsWith(world.github.url);
    const own = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(address.replace(BASE, app.url), {
      redirect: 'manual',
      headers: {
        cookie: isGitHub ? (login === null ? '' : `dotcom_user=${login}`) : own,
        accept: 'text/html',
      },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() };
  }

  return {
    step,
    /** Follows every redirect from the button on; answers the last page's status. */
    signIn: async (): Promise<number> => {
      let answer = await step(`${BASE}/log-ind`);
      for (let turns = 0; answer.to !== null && turns < 5; turns += 1)
        answer = await step(new URL(answer.to, BASE).href);
      return answer.status;
    },
    product: async () => (await step(`${BASE}/produkter/os2stiplan`)).status,
    front: async () => (await step(`${BASE}/`)).text,
  };
}

describe('app/sign-in with GitHub', () => {
  test('shows a private product to a member of the team, and to nobody else', async () => {
    const [member, stranger, anonymous] = [browser('sekretaer'), browser('nysgerrig'), browser(null)];

    const statuses = [await member.signIn(), await stranger.signIn(), await anonymous.signIn()];

    expect(statuses).toEqual([200, 403, 404]);
    expect([await member.product(), await stranger.product(), await anonymous.product()]).toEqual([
      200, 404, 404,
    ]);
    expect(await member.front()).toContain('OS2stiplan');
    expect((await stranger.front()) + (await anonymous.front())).not.toContain('OS2stiplan');
  });

  test('asks again every five minutes, so that who has left the team sees it no longer', async () => {
    const member = browser('sekretaer');
    await member.signIn();
    world.github.accounts.team(...TEAM, []);

    time += 6 * MINUTE;
    const after = await member.product();
    world.github.accounts.team(...TEAM, ['sekretaer']);
    time += 6 * MINUTE;

    expect(after).toBe(404);
    expect(await member.product()).toBe(200);
  });

  test('takes no code that another browser has asked for, no other state, and none twice', async () => {
    const [member, attacked] = [browser('sekretaer'), browser(null)];
    const sent = await member.step(`${BASE}/log-ind`);
    const back = (await member.step(sent.to ?? '')).to ?? '';
    const forged = new URL(back);
    forged.searchParams.set('state', 'forged');

    const elsewhere = await attacked.step(back);
    await attacked.step(`${BASE}/log-ind`);
    const mixed = await attacked.step(back);
    const wrong = await member.step(forged.href);
    const right = await member.step(back);
    const again = browser('sekretaer');
    await again.step(`${BASE}/log-ind`);
    const twice = await again.step(back);

    expect([elsewhere.status, mixed.status, wrong.status, twice.status]).toEqual([404, 404, 404, 404]);
    expect(await attacked.product()).toBe(404);
    expect(await again.product()).toBe(404);
    expect([right.status, await member.product()]).toEqual([303, 200]);
  });
});
