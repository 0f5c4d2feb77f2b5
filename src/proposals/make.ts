/** Branch, file and pull request, each made once: whatever happens in between, the next step follows from what is there. */
import { AmbiguousWrite, GitHubError, type ProposedPull } from '../github/index.js';
import type { Proposal, ProposalState } from './types.js';
import type { ProposalPorts } from './reconcile.js';

interface Seen {
  /** Ours, from this branch, whatever became of it. */
  readonly pull: ProposedPull | null;
  readonly hasBranch: boolean;
  readonly file: 'none' | 'ours' | 'other';
}

type Step = 'branch' | 'file' | 'pull';

const MOST_STEPS = 8;

/**
 * Makes a proposal, or finds it. Throws a GitHubError when GitHub refuses, and an AmbiguousWrite when it stays unclear; the intent
 * is kept unless certainly nothing was made.
 */
export async function makeProposal(ports: ProposalPorts, product: string, proposal: Proposal): Promise<void> {
  const { records, clock, log, settleMs } = ports;
  const intent = await records.intend(product, proposal);
  if (intent === 'known') return;
  if (intent === 'look-first') await clock.sleep(settleMs);
  let seen = await look(ports, proposal);
  // A branch that stood before we asked for one is somebody else's, unless it holds our very text.
  let mayBeOurs = intent === 'look-first';
  for (let count = 0; count < MOST_STEPS; count += 1) {
    if (seen.pull !== null) return records.save(proposal.key, stateOf(seen.pull), seen.pull);
    const step = nextStep(seen, mayBeOurs);
    if (step === null) {
      log.warn({ repository: proposal.repository, branch: proposal.branch }, 'the branch is not ours');
      return records.save(proposal.key, 'blocked');
    }
    try {
      seen = await perform(ports, proposal, step, seen);
      mayBeOurs = true;
    } catch (error) {
      if (error instanceof AmbiguousWrite) {
        log.warn({ err: error }, 'unclear answer, looking what was made');
        mayBeOurs = true;
        await clock.sleep(settleMs);
      } else if (!isRefused(error)) {
        if (step === 'branch' && error instanceof GitHubError) await records.drop(proposal.key);
        throw error;
      }
      const now = await look(ports, proposal);
      if (isRefused(error) && JSON.stringify(now) === JSON.stringify(seen)) throw error;
      seen = now;
    }
  }
  throw new GitHubError('temporary', {
    request: `proposal in ${proposal.repository}`,
    said: 'no end in sight',
  });
}

/** What is there already, or may not be. */
function isRefused(error: unknown): boolean {
  return error instanceof GitHubError && error.kind === 'validation';
}

/** Null where somebody else has the branch. */
function nextStep({ hasBranch, file }: Seen, mayBeOurs: boolean): Step | null {
  if (!hasBranch) return 'branch';
  if (file === 'ours') return 'pull';
  return file === 'none' && mayBeOurs ? 'file' : null;
}

function stateOf({ isOpen, isMerged }: ProposedPull): ProposalState {
  if (isOpen) return 'open';
  return isMerged ? 'merged' : 'declined';
}

async function look({ reader }: ProposalPorts, proposal: Proposal): Promise<Seen> {
  const { repository, branch, path, text } = proposal;
  const pulls = await reader.listPulls(repository, branch);
  const pull = pulls.find(({ isOwn }) => isOwn) ?? null;
  if (pull !== null) return { pull, hasBranch: true, file: 'ours' };
  const hasBranch = (await reader.readBranch(repository, branch)) !== null;
  const there = hasBranch ? await reader.readFile(repository, branch, path) : null;
  return { pull, hasBranch, file: there === null ? 'none' : there === text ? 'ours' : 'other' };
}

async function perform({ writer }: ProposalPorts, proposal: Proposal, step: Step, seen: Seen): Promise<Seen> {
  const { repository, branch, base, commit, path, text, message, title, body } = proposal;
  switch (step) {
    case 'branch':
      await writer.createBranch(repository, branch, commit);
      return { ...seen, hasBranch: true };
    case 'file':
      await writer.createFile(repository, { branch, path, text, message });
      return { ...seen, file: 'ours' };
    case 'pull':
      return { ...seen, pull: await writer.createPull(repository, { title, body, branch, base }) };
  }
}
