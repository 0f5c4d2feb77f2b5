/** What people do on GitHub to what the app has made there, and what they write to it. */
import type { ExportedIssue, ExportedState, Simulator } from '../simulator/index.js';
import { SECRETARIAT, type Product } from './cast.js';

/** What stands on GitHub before anybody does anything; read once, as it is large. */
export interface Scene {
  readonly github: Simulator;
  readonly before: ExportedState;
}

function openIssues({ before }: Scene, home: string, kind: string): readonly ExportedIssue[] {
  const issues = before.repositories[home]?.issues ?? [];
  return issues
    .filter(({ state, body }) => state === 'open' && body.startsWith(`<!-- os2modning:${kind}`))
    .sort((one, other) => (one.title < other.title ? -1 : 1));
}

/** Closes the app's first open issue about a document. */
export function closeDocument(scene: Scene, home: string, reason: 'completed' | 'not_planned'): void {
  const [first] = openIssues(scene, home, 'document');
  if (first !== undefined) scene.github.issues.close(home, first.number, reason, 'koordinator');
}

/** The app's first open issue about a document is gone for good. */
export function deleteDocument(scene: Scene, home: string): void {
  const [first] = openIssues(scene, home, 'document');
  if (first !== undefined) scene.github.issues.delete(home, first.number, 'koordinator');
}

/** Comments on the living issue, one after the other, as `[who, what]`. */
function write(scene: Scene, home: string, comments: readonly (readonly [string, string])[]): void {
  const [overview] = openIssues(scene, home, 'maturity');
  if (overview === undefined) return;
  for (const [by, text] of comments) scene.github.issues.comment(home, overview.number, text, by);
}

/** The coordinator explains twice, a passer-by may not, and a word is not understood. */
export function explain(scene: Scene, { home, index }: Product): void {
  write(scene, home, [
    ['koordinator', `/modning forklar F14 Vi deler regler med løsning ${index}.`],
    ['forbipasserende', '/modning forklar F15 Det behøves ikke.'],
    ['koordinator', '/modning udsæt F15 2027-06-30 Det kommer med næste version.'],
    ['koordinator', 'Vi mødes om det på torsdag.'],
  ]);
}

export function askForMore(scene: Scene, { home }: Product): void {
  write(scene, home, [
    ['koordinator', '/modning opret F5'],
    ['koordinator', '/modning flyv'],
    ['koordinator', '/modning hjælp'],
  ]);
  const [overview] = openIssues(scene, home, 'maturity');
  if (overview !== undefined) scene.github.issues.tick(home, overview.number, 'F4', 'koordinator');
}

/** The secretariat accepts one explanation, and the coordinator takes the other back. */
export function decide(scene: Scene, { home }: Product): void {
  write(scene, home, [
    [SECRETARIAT, '/modning accepter F14'],
    ['koordinator', '/modning fortryd F15'],
  ]);
}

export function openPull({ github }: Scene, { home, index }: Product, file: string, text: string): void {
  github.pulls.open({
    repository: home,
    title: `Ret ${index}`,
    branch: 'rettelse',
    by: 'udvikler',
    files: { [file]: text },
  });
}

export function mergePull({ github, before }: Scene, { home, index }: Product): void {
  const pull = before.repositories[home]?.issues.find(({ title }) => title === `Ret ${index}`);
  if (pull !== undefined) github.pulls.merge(home, pull.number, 'udvikler');
}
