/** What is wrong between the parts of a model file: ids used twice, themes without requirements, unknown themes. */
import { quoteValue } from './mistakes.js';
import { elementsOf, idsOf, type Place } from './shape.js';

export function judgeModel(raw: Readonly<Record<string, unknown>>, place: Place): void {
  for (const [list, key] of [
    ['levels', 'doubleLevel'],
    ['themes', 'doubleTheme'],
    ['requirements', 'doubleRequirement'],
  ] as const) {
    judgeDoubles(raw[list], list, `governance.${key}`, place);
  }
  judgeThemes(raw, place);
  judgeReach(raw, place);
}

function judgeDoubles(list: unknown, name: string, key: string, { document, mistakes }: Place): void {
  const seen = new Set<string>();
  for (const [index, id] of idsOf(list).entries()) {
    if (id === null) continue;
    if (seen.has(id)) mistakes.push(document.mistake(key, [name, index], { value: quoteValue(id) }));
    seen.add(id);
  }
}

function judgeThemes(raw: Readonly<Record<string, unknown>>, { document, mistakes }: Place): void {
  const used = new Set(elementsOf(raw.requirements).map(({ theme }) => theme));
  for (const [index, id] of idsOf(raw.themes).entries()) {
    if (id === null || used.has(id)) continue;
    mistakes.push(document.mistake('governance.emptyTheme', ['themes', index], { value: quoteValue(id) }));
  }
}

function judgeReach(raw: Readonly<Record<string, unknown>>, { document, mistakes }: Place): void {
  const themes = idsOf(raw.themes).filter((id) => id !== null);
  for (const [index, { reach }] of elementsOf(raw.levels).entries()) {
    const limits = elementsOf([reach]).flatMap((limit) => elementsOf([limit.themes]));
    for (const theme of limits.flatMap((limit) => Object.keys(limit))) {
      if (themes.includes(theme)) continue;
      const parameters = { value: quoteValue(theme), known: themes.join(', ') };
      const path = ['levels', index, 'reach', 'themes', theme];
      mistakes.push(document.mistake('governance.unknownTheme', path, parameters));
    }
  }
}
