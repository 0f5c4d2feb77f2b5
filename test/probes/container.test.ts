import { describe, expect, test } from '@jest/globals';
import { container } from '../../src/probes/container.js';
import type { FakeFile } from '../support/facts.js';
import { codeFiles, contextOf, placesOf, unreadRepository } from './support.js';

type Kind = 'application' | 'development' | 'instructions';

function find(files: Record<string, FakeFile>, kind: Kind) {
  return container.find(contextOf([{ files: { ...codeFiles(), ...files } }]), { kind });
}

const APPLICATION = 'FROM node:22\nWORKDIR /app\nCOPY . .\nCMD ["node", "main.js"]\n';

describe('probes/container', () => {
  test.each([
    ['a Dockerfile that adds the code', 'Dockerfile', APPLICATION, 'application', 1],
    ['one below the root', 'backend/Dockerfile.prod', APPLICATION, 'application', 1],
    ['a Containerfile', 'Containerfile', APPLICATION, 'application', 1],
    [
      'the last of several stages',
      'Dockerfile',
      'FROM node:22 AS build\nRUN npm run build\nFROM nginx\nCOPY --from=build /app /usr/share\n',
      'application',
      3,
    ],
    ['nginx with the product in it', 'Dockerfile', 'FROM nginx:1\nCOPY dist /usr/share\n', 'application', 1],
    ['a database with a script', 'Dockerfile', 'FROM postgres:16\nCOPY init.sql /\n', 'development', 1],
    ['an image of tools', 'Dockerfile', 'FROM node:22\nRUN npm --version\n', 'development', 1],
    ['compose that builds', 'docker-compose.yml', 'services:\n  app:\n    build: .\n', 'application', 3],
    [
      'compose with an image that is no service',
      'compose.yaml',
      'services:\n  db:\n    image: postgres\n  app:\n    image: "ghcr.io/os2eksempel/app:2"\n',
      'application',
      5,
    ],
    [
      'compose with only a database',
      'docker/mariadb/docker-compose.yml',
      'services:\n  db:\n    image: mariadb:11\n',
      'development',
      3,
    ],
    ['a Helm chart', 'helm/Chart.yaml', 'name: eksempel\n', 'application', 1],
    [
      'a buildpack of the build tool',
      'pom.xml',
      '<build>\n<artifactId>jib-maven-plugin</artifactId>\n',
      'application',
      2,
    ],
    ['a note on building the image', 'image.md', 'Kør:\n\nmvn spring-boot:build-image\n', 'application', 3],
    ['.ddev', '.ddev/config.yaml', 'name: eksempel\n', 'development', 1],
  ] as const)('%s (%s) is for the %4$s', (_, path, text, kind, line) => {
    const other = kind === 'application' ? 'development' : 'application';

    const finding = find({ [path]: text }, kind);

    expect(finding).toMatchObject({ outcome: 'found', measures: { count: 1 }, unknown: null });
    expect(finding.sightings).toMatchObject([{ path, line, date: '2026-06-01' }]);
    expect(find({ [path]: text }, other).outcome).toBe('absent');
  });

  test.each([
    ['.devcontainer/Dockerfile', APPLICATION],
    ['vendor/pakke/Dockerfile', APPLICATION],
    ['node_modules/pakke/docker-compose.yml', 'services:\n  a:\n    build: .\n'],
    ['docker-compose.yml', 'version: "3"\n'],
    ['Dockerfile', '# nothing here\n'],
    ['pom.xml', '<project/>\n'],
  ])('%s is none: %j', (path, text) => {
    expect(find({ [path]: text }, 'application').outcome).toBe('absent');
    expect(find({ [path]: text }, 'development').outcome).toBe('absent');
  });

  test.each([
    ['docker compose up -d', 'found'],
    ['docker run eksempel', 'found'],
    ['helm install eksempel ./chart', 'found'],
    ['Hent ghcr.io/os2eksempel/app', 'found'],
    ['Se https://hub.docker.com/r/os2eksempel/app', 'found'],
    ['Vi bruger docker.', 'absent'],
    ['Start programmet.', 'absent'],
  ])('a guide that says "%s" is %s as instructions', (text, outcome) => {
    expect(find({ 'docs/drift.md': `# Drift\n\n${text}\n` }, 'instructions').outcome).toBe(outcome);
  });

  test('tells the line of the instructions', () => {
    const finding = find({ 'README.md': '# Kom i gang\n\n    docker compose up\n' }, 'instructions');

    expect(placesOf(finding)).toEqual(['README.md:3 container.instructions']);
  });

  test.each([{}, { kind: 'symlink' as const }])('a Dockerfile that nobody read is unknown: %j', (file) => {
    expect(find({ Dockerfile: file }, 'application')).toMatchObject({
      outcome: 'unknown',
      unknown: { key: 'document.unread', parameters: { path: 'Dockerfile' } },
    });
  });

  test.each(['pom.xml', 'docs/image.md'])('%s, which nobody read, may build one', (path) => {
    expect(find({ [path]: {} }, 'application').outcome).toBe('unknown');
  });

  test('a repository that nobody could list is unknown', () => {
    expect(
      container.find(contextOf([unreadRepository('OS2eksempel/kode')]), { kind: 'application' }).outcome,
    ).toBe('unknown');
  });

  test.each([
    ['README.md', 'unknown'],
    ['docs/drift.md', 'unknown'],
    ['CHANGELOG.md', 'absent'],
  ])('whether %s, which nobody read, holds instructions is %s', (path, outcome) => {
    expect(find({ [path]: {} }, 'instructions').outcome).toBe(outcome);
  });
});
