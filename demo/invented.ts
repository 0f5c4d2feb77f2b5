/** Invented products, one organisation in each file of products/, built on the simulated GitHub day by day. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { readDeclaration, writeDeclaration } from '../src/declarations/index.js';
import type { Model } from '../src/governance/index.js';
import type { Simulator } from '../simulator/index.js';
import { dayAfter, type StoryClock } from './clock.js';

/** Days before today; below zero: days from now. */
const days = z.number();
const files = z.record(z.string(), z.string());
const commit = z.strictObject({
  age: days,
  message: z.string(),
  by: z.string().optional(),
  files: files.default({}),
  /** Writes the self-evaluation: status and text by requirement. */
  declaration: z.record(z.string(), z.tuple([z.string(), z.string()])).optional(),
});
const repositoryShape = z.strictObject({
  name: z.string(),
  description: z.string().default(''),
  homepage: z.string().optional(),
  topics: z.array(z.string()).default([]),
  visibility: z.enum(['public', 'private']).default('public'),
  archived: z.boolean().default(false),
  age: days,
  /** The code, and a small change to one of its files every so many days; every other names a pull request. */
  work: z
    .strictObject({
      from: days,
      every: days,
      by: z.array(z.string()),
      in: z.array(z.string()).min(1),
      subjects: z.array(z.string()),
    })
    .optional(),
  commits: z.array(commit),
  issues: z
    .array(
      z.strictObject({
        age: days,
        title: z.string(),
        by: z.string(),
        closed: days.optional(),
        milestone: z.number().optional(),
      }),
    )
    .default([]),
  milestones: z
    .array(
      z.strictObject({
        age: days,
        title: z.string(),
        due: days,
        closed: days.optional(),
        description: z.string().optional(),
      }),
    )
    .default([]),
  releases: z.array(z.strictObject({ age: days, tag: z.string() })).default([]),
});
const organisationShape = z.strictObject({
  owner: z.string(),
  people: z.record(z.string(), z.enum(['read', 'triage', 'write', 'maintain', 'admin'])).default({}),
  repositories: z.array(repositoryShape),
  /** Documents that are pushed while the story is played. */
  later: files.default({}),
});

export type Organisation = z.infer<typeof organisationShape>;
type Repository = Organisation['repositories'][number];

interface Deed {
  readonly age: number;
  readonly run: () => void;
}

const FOLDER = new URL('./products/', import.meta.url);
const LICENCE = new URL('../LICENSE', import.meta.url);

/** Throws a ZodError that names what is wrong in a file. */
export function readOrganisations(): readonly Organisation[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.yml'));
  return names
    .sort()
    .map((name) => organisationShape.parse(parse(readFileSync(new URL(name, FOLDER), 'utf8'))));
}

/** Everything in the order it happened, so that every commit, issue and milestone has its day. Leaves the clock at `until`. */
export function buildOrganisations(
  github: Simulator,
  organisations: readonly Organisation[],
  { clock, model, until }: { readonly clock: StoryClock; readonly model: Model; readonly until: number },
): void {
  const deeds = organisations.flatMap((one) =>
    one.repositories.flatMap((repository) => deedsOf(github, one, repository, { clock, model })),
  );
  deeds.sort((a, b) => b.age - a.age);
  for (const { age, run } of deeds) {
    if (age < until) continue;
    clock.daysAgo(age);
    run();
  }
  clock.daysAgo(until);
}

function deedsOf(
  github: Simulator,
  organisation: Organisation,
  repository: Repository,
  { clock, model }: { readonly clock: StoryClock; readonly model: Model },
): readonly Deed[] {
  const name = `${organisation.owner}/${repository.name}`;
  const deeds: Deed[] = [{ age: repository.age, run: () => create(github, organisation, repository) }];
  for (const { age, message, by = 'nogen', files: texts, declaration } of repository.commits) {
    const run = (): void => {
      const own =
        declaration === undefined
          ? {}
          : {
              [`selvevaluering-${dayAfter(clock.now())}.md`]: selfEvaluation(
                organisation.owner,
                declaration,
                model,
                clock,
              ),
            };
      github.push({ repository: name, message, by, files: { ...fill(texts, clock), ...own } });
    };
    deeds.push({ age, run });
  }
  deeds.push(...workOf(github, name, repository));
  for (const { age, title, due, closed, description } of repository.milestones) {
    let number = 0;
    const dueOn = (): string => `${dayAfter(clock.now(), age + due)}T12:00:00Z`;
    deeds.push({
      age,
      run: () =>
        (number = github.milestones.create(name, {
          title,
          description: description ?? null,
          dueOn: dueOn(),
        })),
    });
    if (closed !== undefined) deeds.push({ age: closed, run: () => github.milestones.close(name, number) });
  }
  for (const { age, title, by, closed, milestone } of repository.issues) {
    let number = 0;
    deeds.push({ age, run: () => (number = github.issues.create({ repository: name, title, by })) });
    if (milestone !== undefined)
      deeds.push({
        age: Math.min(age, milestoneAge(repository, milestone)),
        run: () => github.issues.setMilestone(name, number, milestone),
      });
    if (closed !== undefined)
      deeds.push({ age: closed, run: () => github.issues.close(name, number, 'completed', by) });
  }
  for (const { age, tag } of repository.releases)
    deeds.push({ age, run: () => github.repositories.release(name, tag) });
  if (repository.archived)
    deeds.push({ age: repository.age - 1, run: () => github.repositories.archive(name) });
  return deeds;
}

function milestoneAge({ milestones }: Repository, number: number): number {
  return milestones[number - 1]?.age ?? 0;
}

function create(github: Simulator, { owner, people }: Organisation, repository: Repository): void {
  const { name, description, homepage, topics, visibility } = repository;
  github.repositories.create({
    name: `${owner}/${name}`,
    description,
    homepage: homepage ?? null,
    topics,
    visibility,
    collaborators: people,
  });
}

function workOf(github: Simulator, name: string, { age: born, work }: Repository): readonly Deed[] {
  if (work === undefined) return [];
  const files = Object.fromEntries(work.in.map((path) => [path, comment(path, path)]));
  const deeds: Deed[] = [
    {
      age: born - 1,
      run: () => github.push({ repository: name, files, message: 'Koden', by: pick(work.by, 0) }),
    },
  ];
  for (let age = work.from, turn = 0; age > 0; age -= work.every, turn += 1) {
    const subject = pick(work.subjects, turn);
    const path = pick(work.in, turn);
    const message = turn % 2 === 0 ? `${subject} (#${turn + 10})` : subject;
    const run = (): void => {
      const text = (github.repositories.file(name, path) ?? '') + comment(path, `${turn + 1}: ${subject}`);
      github.push({ repository: name, by: pick(work.by, turn), message, files: { [path]: text } });
    };
    deeds.push({ age, run });
  }
  return deeds;
}

function pick(list: readonly string[], turn: number): string {
  return list[turn % list.length] ?? '';
}

function comment(path: string, text: string): string {
  return `${path.endsWith('.py') ? '#' : '//'} ${text}\n`;
}

/** `{{day}}` is the day of the change, `{{day+30}}` a day after it, `@LICENSE` the text of the Mozilla Public License. */
export function fill(texts: Readonly<Record<string, string>>, clock: StoryClock): Record<string, string> {
  const filled: Record<string, string> = {};
  for (const [path, text] of Object.entries(texts)) {
    filled[withDays(path, clock)] =
      text === '@LICENSE' ? readFileSync(LICENCE, 'utf8') : withDays(text, clock);
  }
  return filled;
}

function withDays(text: string, clock: StoryClock): string {
  return text.replace(/\{\{day(?:\+(\d+))?\}\}/g, (_, later: string | undefined) =>
    dayAfter(clock.now(), Number(later ?? 0)),
  );
}

/** In the form's current version, with the answers given and the rest left open. */
function selfEvaluation(
  product: string,
  answers: Readonly<Record<string, readonly [string, string]>>,
  model: Model,
  clock: StoryClock,
): string {
  const rows = Object.entries(answers).map(([id, [status, text]]) => `| ${id} | | | | ${status} | ${text} |`);
  const text = [
    `# Governancerapport for ${product}`,
    `> **Dato for udfyldelse:** ${dayAfter(clock.now())}<br/>`,
    '> **Udfyldt af:** Produktkoordinatoren<br/>',
    `> **Link til Git organisation:** https://github.com/${product}<br/>`,
    '| # | Krav | Produktniveau | Retningslinjer | Efterlevet? | Dokumentation |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ];
  const { declaration } = readDeclaration(text.join('\n'), { path: 'selvevaluering.md', model });
  if (declaration === null) throw new Error(`The self-evaluation of ${product} cannot be read.`);
  return writeDeclaration(declaration, { model, format: 'markdown' });
}
