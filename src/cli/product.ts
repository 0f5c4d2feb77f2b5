/** What is known of the product beside its repositories: from `--config`, or from the configuration in its own repositories. */
import type { ProductFacts } from '../facts/index.js';
import type { Model } from '../governance/index.js';
import { checkConfiguration, type Product, type ProductEntry } from '../products/index.js';
import { say } from '../messages/index.js';
import { CommandError, mistakesError } from './failure.js';
import { readInput } from './files.js';

export interface ProductOptions {
  readonly name: string | undefined;
  readonly config: string | undefined;
  readonly targetLevel: string | undefined;
  /** The name a snapshot gives. */
  readonly suggested: string | null;
}

export type AssessedProduct = Pick<Product, 'name' | 'main' | 'targetLevel' | 'explanations' | 'declaration'>;

const OWN_CONFIGURATION = ['.github/os2modning.yml', 'os2modning.yml'];

/** Throws a CommandError with all mistakes of a configuration, or when it does not describe the product asked for. */
export async function describeProduct(
  facts: ProductFacts,
  model: Model,
  options: ProductOptions,
): Promise<AssessedProduct> {
  const entry = await findEntry(facts, model, options);
  const targetLevel = options.targetLevel ?? entry?.targetLevel ?? null;
  const levels = model.levels.map(({ id }) => id);
  if (targetLevel !== null && !levels.includes(targetLevel)) {
    throw new CommandError(say('cli.unknownLevel', { value: targetLevel, levels: levels.join(', ') }));
  }
  return {
    name: options.name ?? entry?.name ?? options.suggested ?? nameOf(facts),
    main: entry?.main ?? null,
    targetLevel,
    explanations: entry?.explanations ?? [],
    declaration: entry?.declaration ?? null,
  };
}

async function findEntry(
  facts: ProductFacts,
  model: Model,
  { name, config }: ProductOptions,
): Promise<ProductEntry | null> {
  const owner = facts.repositories[0]?.owner ?? '';
  if (config !== undefined) {
    const entries = entriesOf(await readInput(config), config, model, owner);
    const found = pick(entries, facts, name);
    if (found === null)
      throw new CommandError(
        say('cli.noProduct', { file: config, products: entries.map((one) => one.name).join(', ') }),
      );
    return found;
  }
  for (const { documents } of facts.repositories) {
    for (const path of OWN_CONFIGURATION) {
      const text = documents.get(path)?.text;
      if (text === undefined) continue;
      const found = pick(entriesOf(text, path, model, owner), facts, name);
      if (found !== null) return found;
    }
  }
  return null;
}

function entriesOf(text: string, file: string, model: Model, owner: string): readonly ProductEntry[] {
  const { documents, mistakes } = checkConfiguration(text, {
    file,
    model,
    ...(owner === '' ? {} : { owner }),
  });
  if (mistakes.length > 0) throw mistakesError(file, mistakes);
  return documents.flatMap(({ configuration }) => configuration?.products ?? []);
}

/** The product of that name, else the one that has one of the repositories, else the only one. */
function pick(
  entries: readonly ProductEntry[],
  facts: ProductFacts,
  name: string | undefined,
): ProductEntry | null {
  if (name !== undefined) return entries.find((entry) => sameText(entry.name, name)) ?? null;
  const read = facts.repositories.map(({ nameWithOwner }) => nameWithOwner);
  const owning = entries.find((entry) =>
    entry.repositories.some((one) => read.some((repository) => sameText(one, repository))),
  );
  return owning ?? (entries.length === 1 ? (entries[0] ?? null) : null);
}

function sameText(a: string, b: string): boolean {
  return a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();
}

/** One repository is called what it is called; several go by their owner. */
function nameOf({ repositories }: ProductFacts): string {
  const [first] = repositories;
  if (first === undefined) return '';
  return repositories.length > 1 && first.owner !== '' ? first.owner : first.name;
}
