import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

interface Package {
  readonly files: readonly string[];
}

const SETTINGS = new Set([...read('.env.example').matchAll(/^([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name));
/** Known to the container's own base, not to the app. */
const NOT_OURS = new Set(['NODE_ENV']);

describe('deploy', () => {
  test('the image holds every folder that the package is made of', () => {
    const { files } = JSON.parse(read('package.json')) as Package;
    const image =
      read('Dockerfile')
        .split(/^FROM /m)
        .at(-1) ?? '';

    const missing = files.filter(
      (file) => !new RegExp(`^COPY .*\\b${file.replace('.', '\\.')}\\b`, 'm').test(image),
    );

    expect(missing).toEqual([]);
  });

  test('the image runs as a user who is not root, from a base with a fixed release', () => {
    const dockerfile = read('Dockerfile');

    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/^ARG NODE=\d+-/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
  });

  test('nothing secret and nothing that is built gets into the image by accident', () => {
    const ignored = read('.dockerignore').split('\n');

    expect(ignored).toEqual(
      expect.arrayContaining(['.env', '.env.*', '*.pem', '.git', 'node_modules', 'dist', 'data']),
    );
  });

  test.each([
    'Dockerfile',
    'deploy/compose.yml',
    'deploy/helm/os2modning/values.yaml',
    'deploy/systemd/os2modning.service',
  ])('%s names only settings that there are', (path) => {
    const text = read(path);
    const named = [
      ...text.matchAll(
        /\b(OS2MODNING_[A-Z_]+|DATABASE_URL|PORT|HOST|APP_ID|PRIVATE_KEY|WEBHOOK_SECRET|PORTFOLIO_[A-Z_]+)\b/g,
      ),
    ];

    const unknown = named.map(([name]) => name).filter((name) => !SETTINGS.has(name) && !NOT_OURS.has(name));

    expect(unknown).toEqual([]);
    expect(named.length).toBeGreaterThan(0);
  });

  test('compose runs the app read-only, without capabilities, and keeps the database', () => {
    const { services, volumes } = parse(read('deploy/compose.yml'), { merge: true }) as {
      services: Record<string, Record<string, unknown>>;
      volumes: object;
    };

    for (const name of ['web', 'worker']) {
      expect(services[name]).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        environment: { OS2MODNING_ROLE: name },
      });
    }
    expect(services['database']).toMatchObject({ volumes: ['database:/var/lib/postgresql'] });
    expect(volumes).toHaveProperty('database');
  });

  test('the values of the chart follow their schema', () => {
    const validate = new Ajv({ strict: false }).compile(
      JSON.parse(read('deploy/helm/os2modning/values.schema.json')) as object,
    );

    const isValid = validate(parse(read('deploy/helm/os2modning/values.yaml')));

    expect(validate.errors ?? []).toEqual([]);
    expect(isValid).toBe(true);
  });

  test('chart and package are of the same version', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };

    expect(parse(read('deploy/helm/os2modning/Chart.yaml'))).toMatchObject({ appVersion: version });
  });

  test('workflows ask for reading alone, and never put foreign text into a script', () => {
    for (const file of readdirSync(new URL('../../.github/workflows/', import.meta.url))) {
      const workflow = parse(read(`.github/workflows/${file}`)) as {
        permissions: object;
        jobs: Record<string, { steps: { run?: string }[] }>;
      };

      expect(workflow.permissions).toEqual({ contents: 'read' });
      for (const { steps } of Object.values(workflow.jobs))
        for (const { run } of steps) expect(run ?? '').not.toContain('${{');
    }
  });
});
