/** How long a large git repository takes from its path to its ratings. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { assess, findDeclaration } from '../src/assessment/index.js';
import { readGitRepository } from '../src/facts/index.js';
import { shippedModel } from '../demo/model.js';

const AS_OF = '2026-06-23';
const FIRST_COMMIT = Date.parse('2016-01-01T12:00:00Z') / 1000;

export async function checkoutBench(argv: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...argv],
    options: { files: { type: 'string', default: '10000' }, commits: { type: 'string', default: '10000' } },
  });
  const files = Number(values.files);
  const commits = Number(values.commits);
  if (!(files >= 1 && commits >= 1)) throw new Error('--files and --commits take whole numbers from 1.');
  const path = mkdtempSync(join(tmpdir(), 'os2modning-bench-'));
  try {
    process.stderr.write(`Making a repository of ${files} files and ${commits} commits …\n`);
    await makeRepository(path, files, commits);
    return { name: 'checkout', files, commits, ...(await measure(path)) };
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

async function measure(path: string): Promise<object> {
  const model = await shippedModel();
  process.stderr.write('Assessing it …\n');
  const start = performance.now();
  const facts = { asOf: AS_OF, repositories: [await readGitRepository(path, { asOf: AS_OF })] };
  assess({
    product: { name: 'OS2eksempel', main: null, targetLevel: null, explanations: [] },
    facts,
    model,
    declaration: findDeclaration(facts, model, null),
    decided: null,
    earlier: null,
    assessedAt: '2026-06-23T00:00:00.000Z',
  });
  const seconds = Math.round(performance.now() - start) / 1000;
  return { seconds, peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024) };
}

/** The first commit makes all files; the others change four sources each, and now and then a document. */
async function makeRepository(path: string, files: number, commits: number): Promise<void> {
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', path]);
  const child = spawn('git', ['-C', path, 'fast-import', '--quiet'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(child, 'close');
  for (let number = 0; number < commits; number += 1) {
    const changed = number === 0 ? allPaths(files) : changedPaths(number, files);
    if (!child.stdin.write(commitOf(number, commits, changed))) await once(child.stdin, 'drain');
  }
  child.stdin.end();
  await ended;
}

const PER_DOCUMENT = 20;

function pathOf(index: number): string {
  return index % PER_DOCUMENT === 0
    ? `docs/emne${index % 9}/side${index}.md`
    : `src/modul${index % 50}/pakke${index % 7}/Fil${index}.java`;
}

function allPaths(files: number): string[] {
  const named = ['README.md', 'LICENSE', 'SECURITY.md', 'package.json', 'Dockerfile'];
  return [
    ...named,
    ...Array.from({ length: Math.max(0, files - named.length) }, (_, index) => pathOf(index)),
  ];
}

function changedPaths(number: number, files: number): string[] {
  const steps = [31, 37, 41, 43].map((step) => ((number * step) % files) + 1);
  return [...new Set(steps.map(pathOf))];
}

function commitOf(number: number, commits: number, paths: readonly string[]): string {
  const seconds = Math.round((Date.parse(AS_OF) / 1000 - FIRST_COMMIT) / commits);
  const who = `Udvikler ${number % 40} <udvikler${number % 40}@example.org> ${FIRST_COMMIT + number * seconds} +0100`;
  const subject = `Ret fejl i modul ${number % 50} (#${number % 900})`;
  const head = `commit refs/heads/main\nauthor ${who}\ncommitter ${who}\ndata ${Buffer.byteLength(subject)}\n${subject}\n`;
  return head + paths.map((path) => fileOf(path, number)).join('') + '\n';
}

function fileOf(path: string, number: number): string {
  const line = `Linje ${number} om drift, sikkerhed og formål: https://os2.eu/eksempel\n`;
  const text = `# ${path}\n\n${line.repeat(20)}`;
  return `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
}
