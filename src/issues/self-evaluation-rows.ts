import type { Assessment } from '../assessment/index.js';
import type { Language } from '../messages/index.js';
import type { ModelTexts } from './types.js';

const LINE = /^\| \{\{rows_(\w+)\}\} \|.*$/gm;

/**
 * A template with `| {{rows_<theme>}} | …` as the rows of that theme's requirements, to be answered in the last two
 * columns. These stay empty: a row that nobody has answered yet must not make a template of the whole document.
 */
export function withRequirementRows(
  text: string,
  assessment: Assessment,
  model: ModelTexts,
  language: Language,
): string {
  return text.replace(LINE, (line, theme: string) => {
    const rows = assessment.requirements.flatMap((requirement) => {
      const texts = model.requirements.find(({ id }) => id === requirement.id);
      const level = model.levels.find(({ id }) => id === requirement.level);
      if (requirement.theme !== theme || texts === undefined || level === undefined) return [];
      const cells = [texts.id, texts.title[language], level.name[language], texts.guidance[language]];
      return [`| ${cells.map(cell).join(' | ')} | | |`];
    });
    return rows.length === 0 ? line : rows.join('\n');
  });
}

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}
