/** The secretariat's repository of evaluations, with the reports in evaluations/ in OS2's form of 2025. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Simulator } from '../simulator/index.js';
import type { Level, Model, Theme } from '../src/governance/index.js';
import { RATING_SYMBOLS, sayIn } from '../src/messages/index.js';
import { dayAfter, type StoryClock } from './clock.js';

const rating = z.enum(['green', 'yellow', 'red', 'grey']);
const reportShape = z.strictObject({
  product: z.string(),
  age: z.number(),
  text: z.string(),
  miscounted: z.strictObject({ level: z.string(), green: z.number() }).optional(),
  /** What is not named is met. */
  ratings: z.record(z.string(), z.tuple([rating, z.string()])),
});
type Report = z.infer<typeof reportShape>;

const FOLDER = new URL('./evaluations/', import.meta.url);
const REPORTS = 'docs/rapporter';

interface Place {
  readonly owner: string;
  readonly clock: StoryClock;
  readonly model: Model;
}

/** Makes the repository. Throws a ZodError that names what is wrong in a file. */
export function buildEvaluations(github: Simulator, { owner, clock, model }: Place): void {
  const name = `${owner}/evalueringer`;
  const files: Record<string, string> = { 'README.md': '# Evalueringer\n\nSekretariatets evalueringer.\n' };
  for (const file of readdirSync(FOLDER).sort()) {
    const report = reportShape.parse(parse(readFileSync(new URL(file, FOLDER), 'utf8')));
    const day = dayAfter(clock.now(), -report.age);
    files[`${REPORTS}/${day}-${report.product}-evaluering.md`] = markdownOf(report, day, model);
  }
  github.repositories.create({ name, files });
}

/** As the portfolio configuration names it. */
export function evaluationsPlace(owner: string): string {
  return `${owner}/evalueringer:${REPORTS}`;
}

function markdownOf(report: Report, day: string, model: Model): string {
  return [
    `---\ntitle: ${report.product}\nlayout: default\nparent: Evalueringer\n---`,
    `# Vurdering af OS2-produkt: ${report.product}`,
    `> **Evalueringsskabelon version:** 0.9.2  \n> **Dato for release:** ${day}`,
    `## Resumé\n\n${report.text}`,
    ...model.themes.map((theme) => themeTable(report, theme, model)),
    `## Optælling af vurderinger pr. niveau\n\n${countTable(report, model)}`,
  ].join('\n\n');
}

function themeTable({ ratings }: Report, theme: Theme, model: Model): string {
  const rows = model.requirements
    .filter((one) => one.theme === theme.id)
    .map(({ id, level, title }) => {
      const [given, basis] = ratings[id] ?? ['green', sayIn('da', 'ratings.green')];
      const name = model.levels.find((one) => one.id === level)?.name.da ?? level;
      return `| ${id} | ${name} | ${title.da} | Standard. | ${RATING_SYMBOLS[given]} | ${basis} |`;
    });
  return [
    `### ${theme.name.da.toUpperCase()}\n`,
    '| # | Niveau | Krav | Vurderingskriterie | Vurdering | Vurderingsgrundlag |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function countTable({ ratings, miscounted }: Report, model: Model): string {
  const rows = model.levels.map((level: Level) => {
    const own = model.requirements.filter((one) => one.level === level.id);
    const of = (wanted: string): number =>
      own.filter(({ id }) => (ratings[id]?.[0] ?? 'green') === wanted).length;
    const extra = miscounted?.level === level.id ? miscounted.green : 0;
    return `| ${level.name.da} | ${of('green') + extra} | ${of('yellow')} | ${of('red')} | ${own.length} |`;
  });
  return ['| Niveau | 🟢 Grøn | 🟡 Gul | 🔴 Rød | I alt |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}
