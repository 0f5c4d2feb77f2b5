import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { readSettings } from '../../src/app/index.js';

const TEXT = readFileSync(fileURLToPath(new URL('../../.env.example', import.meta.url)), 'utf8');
/** Read by the command line, or by nobody; .env.example says so of each. */
const NOT_OF_THE_APP = new Set(['GITHUB_TOKEN', 'REDIS_URL']);

/** What has no default. */
const NEEDED = {
  APP_ID: '1',
  PRIVATE_KEY: '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----',
  WEBHOOK_SECRET: 'sixteen characters',
  OS2MODNING_ACCOUNTS: 'OS2eksempel',
};

describe('.env.example', () => {
  test('names exactly the settings that are read', () => {
    const read = settingsRead();

    expect(
      names()
        .filter((name) => !NOT_OF_THE_APP.has(name))
        .sort(),
    ).toEqual([...read].sort());
  });

  test('explains each setting', () => {
    const unexplained = TEXT.split('\n\n')
      .filter((part) => /^[A-Z_]+=/m.test(part))
      .filter((part) => !part.startsWith('#'));

    expect(unexplained).toEqual([]);
  });

  test('shows the defaults where it shows values', () => {
    const shown = Object.fromEntries(values().filter(([, value]) => value !== ''));

    expect(readSettings({ ...NEEDED, ...shown })).toEqual(readSettings(NEEDED));
  });
});

function values(): readonly (readonly [string, string])[] {
  return [...TEXT.matchAll(/^([A-Z0-9_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]);
}

function names(): readonly string[] {
  return values().map(([name]) => name);
}

/** The names that the settings ask the environment for, when nothing stops them. */
function settingsRead(): ReadonlySet<string> {
  const asked = new Set<string>();
  const env = new Proxy<NodeJS.ProcessEnv>(NEEDED, {
    get: (values, name) => {
      asked.add(String(name));
      return Reflect.get(values, name) as string | undefined;
    },
  });
  readSettings(env);
  return asked;
}
