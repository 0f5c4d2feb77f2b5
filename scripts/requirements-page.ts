/** How each requirement is judged, told from the model's data: the text of docs/requirements.md. */
import type { Condition, Level, Model, Requirement } from '../src/governance/index.js';
import { evidenceText } from './requirements-evidence.js';

const HEAD = `# How each requirement is judged

Generated from [governance/os2-1.1.yml](../governance/os2-1.1.yml) by \`npm run docs:requirements\`: change the model, not this page. [evidence.md](evidence.md) explains how evidence and answers make a rating, [model.md](model.md) how a rule is written.

In lists of words, \`drift\` is that word, \`drift*\` a word that begins so, \`*drift\` one that ends so and \`=drift\` the whole name or heading. Capitals, hyphens and underscores make no difference. Evidence that could not be seen is unknown and never counts as missing.
`;

const DECIDED_BY = {
  repository: 'the repositories',
  declaration: 'the self-evaluation',
  'repository+declaration': 'the repositories and the self-evaluation',
  people: 'people',
} as const;
const EFFORT = { small: 'a small task', medium: 'a medium task', large: 'a large task' } as const;
const ASKED = { product: 'the product', secretariat: 'the secretariat', board: 'the board' } as const;

/** The whole page in Markdown, not yet formatted. */
export function requirementsPage(model: Model): string {
  const parts = [HEAD, levelsTable(model)];
  for (const theme of model.themes) {
    parts.push(`## ${theme.name.da} (${theme.name.en})`);
    for (const requirement of model.requirements) {
      if (requirement.theme === theme.id) parts.push(section(requirement, model));
    }
  }
  return `${parts.join('\n\n')}\n`;
}

function levelsTable({ levels, requirements }: Model): string {
  const rows = levels.map(({ id, name }) => {
    const ids = requirements.filter(({ level }) => level === id).map((one) => link(one));
    return `| ${name.da} | ${name.en} | ${ids.join(', ')} |`;
  });
  return ['| niveau | level | requirements |', '| --- | --- | --- |', ...rows].join('\n');
}

function link({ id, recommendation }: Requirement): string {
  return `[${id}](#${id.toLowerCase()})${recommendation ? '\\*' : ''}`;
}

function section(requirement: Requirement, model: Model): string {
  const { id, title, guidance, greenWhen } = requirement;
  const lines = [
    `### ${id}`,
    `**${title.da}** · ${title.en}`,
    `${placeOf(requirement, model)} ${guidance.en}`,
    `Green when ${greenWhen.en}.`,
    ...ruleLines(requirement),
    [declaredText(requirement), questionText(requirement), mendText(requirement)]
      .filter((text) => text !== '')
      .join(' '),
  ];
  return lines.join('\n\n');
}

function placeOf({ level, recommendation, decidedBy }: Requirement, { levels }: Model): string {
  const name = levels.find((one: Level) => one.id === level)?.name.en ?? level;
  return `_${name}${recommendation ? ', a recommendation' : ''}; decided by ${DECIDED_BY[decidedBy]}._`;
}

function ruleLines({ evidence, green, yellow }: Requirement): string[] {
  const names = Object.entries(evidence);
  if (names.length === 0) return ['Nothing in a repository can show it.'];
  return [
    `By evidence ${[...colourText('green', green), ...colourText('yellow', yellow)].join('; ')}.`,
    names.map(([name, rule]) => `- **${name}**: ${evidenceText(rule)}`).join('\n'),
  ];
}

function colourText(colour: string, condition: Condition | null): string[] {
  return condition === null ? [] : [`${colour} with ${conditionText(condition)}`];
}

/** `policy and (security or updates)`. */
function conditionText(condition: Condition, nested = false): string {
  switch (condition.kind) {
    case 'evidence':
      return `**${condition.name}**`;
    case 'not':
      return `not ${conditionText(condition.of, true)}`;
    case 'all':
    case 'any': {
      const word = condition.kind === 'all' ? ' and ' : ' or ';
      const text = condition.of.map((part) => conditionText(part, true)).join(word);
      return nested && condition.of.length > 1 ? `(${text})` : text;
    }
  }
}

function declaredText({ declared, greenByPeople, decidedBy }: Requirement): string {
  if (declared.yes === 'support') return 'A yes in the self-evaluation is shown and decides nothing.';
  const colour = declared.best === 'green' ? 'green' : 'yellow at best';
  const proof = {
    concrete: 'in words of its own, or with a public link,',
    proof:
      declared.supportedBy === null
        ? 'with a public link'
        : `with a public link, or with **${declared.supportedBy}** in a repository,`,
    link: 'with a public link',
  }[declared.yes];
  const sentences = [`A yes in the self-evaluation ${proof} is ${colour}; any other yes is yellow.`];
  if (declared.naming.length > 0)
    sentences.push(`Its text must name one of ${declared.naming.map((one) => `\`${one}\``).join(', ')}.`);
  if (declared.ownText) sentences.push('It may not lean on the answer to another requirement.');
  if (greenByPeople === true) sentences.push('Only people make it green.');
  else if (decidedBy === 'people') sentences.push('Until people have judged it, the rating is provisional.');
  return sentences.join(' ');
}

function questionText({ question }: Requirement): string {
  return question === null ? '' : `Asked of ${ASKED[question.to]} where nobody has told: “${question.en}”`;
}

function mendText({ mend }: Requirement): string {
  if (mend === null) return '';
  const effort = EFFORT[mend.effort];
  if (mend.template === null) return `Mending it is ${effort}, and no single document.`;
  const when = mend.when === null ? '' : ` when **${mend.when}** certainly is not there`;
  return `Mended with the template \`${mend.template}\`${when}: ${effort}.`;
}
