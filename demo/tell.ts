/** What the demo says on the screen: Danish first, English below. */
import type { App } from '../src/app/index.js';
import type { Model } from '../src/governance/index.js';
import { LANGUAGES, sayIn, type Language, type MessageParameters } from '../src/messages/index.js';
import { latestAssessment, listProducts } from '../src/store/index.js';
import type { ExportedIssue } from '../simulator/index.js';
import type { World } from './world.js';

type Write = (text: string) => void;

export interface Teller {
  readonly tell: (key: string, parameters?: MessageParameters) => void;
  /** An address with what is found there. */
  readonly address: (key: string, url: string) => void;
  /** A scene of the story and its day. */
  readonly scene: (key: string, at: Date) => void;
  readonly blank: () => void;
}

export function createTeller(write: Write): Teller {
  const both = (line: (language: Language) => string): void => {
    for (const language of LANGUAGES) write(`${language === 'da' ? '' : '  '}${line(language)}\n`);
  };
  return {
    tell: (key, parameters) => both((language) => sayIn(language, `demo.${key}`, parameters)),
    address: (key, url) => {
      both((language) => sayIn(language, `demo.${key}`));
      write(`    ${url}\n`);
    },
    scene: (key, at) =>
      both((language) => `${dayOf(at, language)}: ${sayIn(language, `demo.scenes.${key}`)}`),
    blank: () => write('\n'),
  };
}

function dayOf(at: Date, language: Language): string {
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long' }).format(at);
}

interface PlacedIssue {
  readonly issue: ExportedIssue;
  readonly place: string;
}

export interface Shown {
  readonly world: World;
  readonly app: App;
  readonly model: Model;
  /** Whether the pages can be opened afterwards: then addresses are shown, else the names of the issues. */
  readonly stays: boolean;
}

/** One line for each product, and where its maturity issue is. */
export async function tellProducts({ tell }: Teller, write: Write, shown: Shown): Promise<void> {
  const { app, model } = shown;
  tell('products');
  const issues = issuesOf(shown);
  for (const { key, configuration } of await listProducts(app.database)) {
    const stored = await latestAssessment(app.database, key);
    const level = model.levels.find(({ id }) => id === stored?.assessment.level.indicative);
    const own = issues.filter(({ issue }) => issue.body.includes(` product=${key} `));
    const documents = own.filter(({ issue }) => issue.body.startsWith('<!-- os2modning:document'));
    const open = documents.filter(({ issue }) => issue.state === 'open').length;
    tell('product', {
      product: configuration.name,
      level: level?.name ?? { da: sayIn('da', 'demo.noLevel'), en: sayIn('en', 'demo.noLevel') },
      open,
      closed: documents.length - open,
    });
    for (const { issue, place } of own)
      if (issue.body.startsWith('<!-- os2modning:maturity')) write(`    ${place}\n`);
  }
}

function issuesOf({ world: { github }, stays }: Shown): readonly PlacedIssue[] {
  return Object.entries(github.state().repositories).flatMap(([name, { issues }]) =>
    issues.map((issue) => ({
      issue,
      place: stays ? `${github.url}/${name}/issues/${issue.number}` : `${name}#${issue.number}`,
    })),
  );
}
