import { describe, expect, test } from '@jest/globals';
import { readSettings } from '../../src/app/index.js';

const KEY = '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----';
const NEEDED = {
  APP_ID: '1',
  PRIVATE_KEY: KEY,
  WEBHOOK_SECRET: 'sixteen characters',
  OS2MODNING_ACCOUNTS: 'OS2eksempel',
};

describe('src/app/settings.ts', () => {
  test('one App for everything, unless a second one is named', () => {
    const one = readSettings(NEEDED).settings;
    const two = readSettings({
      ...NEEDED,
      PORTFOLIO_APP_ID: '2',
      PORTFOLIO_PRIVATE_KEY: Buffer.from(KEY).toString('base64'),
    }).settings;

    expect(one?.portfolioApp).toBeNull();
    expect(two).toMatchObject({ appId: 1, portfolioApp: { appId: 2, privateKey: KEY } });
  });

  test.each([
    [{ PORTFOLIO_APP_ID: '2' }, ['PORTFOLIO_PRIVATE_KEY mangler. Se .env.example.']],
    [{ PORTFOLIO_PRIVATE_KEY: KEY }, ['PORTFOLIO_APP_ID mangler. Se .env.example.']],
    [
      { PORTFOLIO_APP_ID: 'to', PORTFOLIO_PRIVATE_KEY: 'nøgle' },
      [
        'PORTFOLIO_APP_ID er »to«, men skal være et helt tal: GitHub-appens id.',
        'PORTFOLIO_PRIVATE_KEY er ikke en privat nøgle i PEM-format. Indsæt hele filen, som GitHub gav, også linjerne med BEGIN og END.',
      ],
    ],
  ])('half a second registration is none: %j', (env, said) => {
    const { settings, mistakes } = readSettings({ ...NEEDED, ...env });

    expect(settings).toBeNull();
    expect(mistakes.map(({ da }) => da)).toEqual(said);
  });

  test.each([
    ['', 30, []],
    ['0', 0, []],
    ['7', 7, []],
    [
      'en uge',
      undefined,
      ['OS2MODNING_FORGET_DAYS er »en uge«, men skal være et helt antal dage, 0 eller flere.'],
    ],
    ['-1', undefined, ['OS2MODNING_FORGET_DAYS er »-1«, men skal være et helt antal dage, 0 eller flere.']],
  ])('keeps data of an account that is gone for "%s" days', (OS2MODNING_FORGET_DAYS, days, said) => {
    const { settings, mistakes } = readSettings({ ...NEEDED, OS2MODNING_FORGET_DAYS });

    expect(settings?.forgetDays).toBe(days);
    expect(mistakes.map(({ da }) => da)).toEqual(said);
  });

  test.each([
    ['', false],
    ['false', false],
    ['nej', false],
    ['true', true],
    ['JA', true],
  ])('a dry run is asked for by "%s": %s', (OS2MODNING_DRY_RUN, dryRun) => {
    expect(readSettings({ ...NEEDED, OS2MODNING_DRY_RUN }).settings?.dryRun).toBe(dryRun);
  });

  test.each(['OS2MODNING_DRY_RUN', 'OS2MODNING_REMOVE_UNLISTED'])(
    '%s: a word that is neither yes nor no is told, never taken for no',
    (name) => {
      const { settings, mistakes } = readSettings({ ...NEEDED, [name]: 'on' });

      expect(settings).toBeNull();
      expect(mistakes.map(({ da }) => da)).toEqual([`${name} er »on«, men skal være true eller false.`]);
    },
  );
});
