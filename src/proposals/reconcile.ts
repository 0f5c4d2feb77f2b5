/** One product's proposals, from what stands on GitHub to what should. */
import type { Clock, ProposalReader, ProposalWriter, ProposedPull } from '../github/index.js';
import type { Logger } from '../log/index.js';
import { escapeMarkdown, sayIn, type Language } from '../messages/index.js';
import { makeProposal } from './make.js';
import { planProposals, type ProposalStep } from './plan.js';
import type { ProposalRecords } from './records.js';
import type { Proposal, ProposalRecord } from './types.js';

export interface ProposalAccess {
  readonly reader: ProposalReader;
  readonly writer: ProposalWriter;
}

export interface ProposalPorts extends ProposalAccess {
  readonly records: ProposalRecords;
  readonly clock: Clock;
  readonly log: Logger;
  /** How long GitHub may take to show what it was just asked to make, in milliseconds. */
  readonly settleMs: number;
}

export interface ProposalInput {
  readonly product: string;
  readonly language: Language;
  readonly desired: readonly Proposal[];
  /** Repositories of the product by node id: their name now, and their files where these were listed. */
  readonly repositories: ReadonlyMap<
    string,
    { readonly name: string; readonly paths: ReadonlySet<string> | null }
  >;
  /** The way into a repository, by node id; null where the App that proposes is not installed, or may not. */
  readonly access: (repositoryId: string) => Promise<ProposalAccess | null>;
}

/** Answers what was planned. With `isDryRun` nothing is written, on GitHub or in the store. Throws as `makeProposal`. */
export async function reconcileProposals(
  ports: Omit<ProposalPorts, keyof ProposalAccess>,
  input: ProposalInput,
  isDryRun = false,
): Promise<readonly ProposalStep[]> {
  const records = await ports.records.list(input.product);
  const pulls = new Map<string, ProposedPull>();
  for (const record of records) {
    const pull = record.state === 'open' ? await readPull(input, record) : null;
    if (pull !== null) pulls.set(record.key, pull);
  }
  const planned = planProposals({
    desired: await withinReach(input),
    records,
    pulls,
    isThere: ({ repositoryId, path }) => input.repositories.get(repositoryId)?.paths?.has(path) === true,
  });
  if (isDryRun) return planned;
  for (const step of planned) await apply(ports, input, step);
  return planned;
}

async function withinReach({ desired, access }: ProposalInput): Promise<readonly Proposal[]> {
  const reachable: Proposal[] = [];
  for (const proposal of desired) {
    if ((await access(proposal.repositoryId)) !== null) reachable.push(proposal);
  }
  return reachable;
}

/** Null where it is out of reach: then nobody knows what became of it. */
async function readPull(
  { repositories, access }: ProposalInput,
  { repositoryId, number }: ProposalRecord,
): Promise<ProposedPull | null> {
  const name = repositories.get(repositoryId)?.name;
  const way = name === undefined ? null : await access(repositoryId);
  if (name === undefined || way === null || number === null) return null;
  return way.reader.readPull(name, number);
}

async function apply(
  ports: Omit<ProposalPorts, keyof ProposalAccess>,
  input: ProposalInput,
  step: ProposalStep,
): Promise<void> {
  const fields = { product: input.product, step: step.kind };
  if (step.kind === 'note') await ports.records.save(step.record.key, step.state);
  else {
    const repositoryId = step.kind === 'make' ? step.proposal.repositoryId : step.record.repositoryId;
    const access = await input.access(repositoryId);
    if (access === null) return;
    if (step.kind === 'make') await makeProposal({ ...ports, ...access }, input.product, step.proposal);
    else await withdraw(ports, input, access, step);
  }
  ports.log.info(fields, 'proposal settled');
}

/** The reason stands in the text, in the same request that closes it. */
async function withdraw(
  { records }: Pick<ProposalPorts, 'records'>,
  { language, repositories }: ProposalInput,
  { writer }: ProposalAccess,
  { record, pull }: Extract<ProposalStep, { kind: 'withdraw' }>,
): Promise<void> {
  const name = repositories.get(record.repositoryId)?.name ?? '';
  const file = escapeMarkdown(record.path.split('/').at(-1) ?? record.path);
  const reason = sayIn(language, 'proposals.body.withdrawn', { file });
  await writer.closePull(name, pull.number, `${pull.body.trimEnd()}\n\n${reason}\n`);
  await records.save(record.key, 'withdrawn');
}
