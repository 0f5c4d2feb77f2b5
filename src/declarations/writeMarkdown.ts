import type { Model, Requirement } from '../governance/index.js';
import { sayIn, type Language } from '../messages/index.js';
import type { Declaration } from './types.js';
import { levelWord, NO_TEXT, STATUS_WORDS, titleOf, UNANSWERED } from './wording.js';

const HEADER = [
  '| # | Krav | Produktniveau | Retningslinjer | Efterlevet? | Dokumentation |',
  '| --- | --------------------------------------------- | ------------- | -------------- | ----------- | ------------- |',
];

/** Generation C, as OS2's generator writes it. */
export function writeMarkdown(declaration: Declaration, model: Model, language: Language): string {
  const { product, formVersion, date, filledBy, gitOrganisation } = declaration;
  const lines = [
    `# Governancerapport for ${inline(product ?? '[produktnavn]')}`,
    '',
    '> **📄 Dokumentinformation**<br/>',
    `> **Version for anvendt governancerapport:** ${inline(formVersion ?? model.version)}<br/>`,
    `> **Dato for udfyldelse:** ${date ?? '[dd-mm-yyyy]'}<br/>`,
    `> **Udfyldt af:** ${inline(filledBy ?? '[Navn]')}<br/>`,
    `> **Link til Git organisation:** ${inline(gitOrganisation ?? '[indsæt link til git organisation/repo]')}<br/>`,
    ...targetLine(declaration, model),
  ];
  for (const theme of model.themes) {
    const requirements = model.requirements.filter((requirement) => requirement.theme === theme.id);
    if (requirements.length === 0) continue;
    lines.push('', `## ${theme.name.da.toUpperCase()}`, '', ...HEADER);
    for (const requirement of requirements) lines.push(row(declaration, requirement, model, language));
  }
  return `${lines.join('\n')}\n`;
}

/** The form has no place for it, so it is said in a sentence, as declarations have always done. */
function targetLine({ targetLevel }: Declaration, model: Model): readonly string[] {
  const level = model.levels.find(({ id }) => id === targetLevel);
  if (level === undefined) return [];
  return ['', sayIn('da', 'declarations.form.target', { level: `**${level.name.da}**` })];
}

function row(declaration: Declaration, requirement: Requirement, model: Model, language: Language): string {
  const answer = declaration.answers.get(requirement.id);
  const status =
    answer === undefined || answer.status === 'unanswered' ? UNANSWERED : STATUS_WORDS[answer.status];
  const text = answer === undefined || answer.text === '' ? NO_TEXT : cell(answer.text);
  const title = cell(titleOf(requirement, language));
  const guidance = cell(requirement.guidance[language]);
  return `| ${requirement.id} | ${title} | ${levelWord(model, requirement)} | ${guidance} | ${status} | ${text} |`;
}

/** Plain text as one cell: reading it gives the text back, and nothing in it is taken for Markdown's links or HTML. */
function cell(text: string): string {
  return text
    .replace(/&(?=#\d|#x[0-9a-f]|[a-z]{2,8};)/gi, '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/\\(?![\p{L}\p{N} \\])/gu, '&#92;')
    .replaceAll('|', '\\|')
    .replaceAll('](', ']&#40;')
    .replaceAll('\n', '<br/>');
}

function inline(text: string): string {
  return cell(text).replaceAll('**', '&#42;&#42;');
}
