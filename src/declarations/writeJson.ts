import type { Model } from '../governance/index.js';
import type { Language } from '../messages/index.js';
import type { Declaration } from './types.js';
import { levelWord, STATUS_WORDS, titleOf } from './wording.js';

/** What the form calls a theme where its word is not ours. */
const CATEGORIES: Readonly<Record<string, string>> = { strategi: 'strategisk' };

/** The form's own export. Keys the form does not have are added only where there is something to say. */
export function writeJson(declaration: Declaration, model: Model, language: Language): string {
  const { product, filledBy, date, generatedAt, formVersion, gitOrganisation, targetLevel } = declaration;
  const document = {
    productName: product ?? '',
    filledBy: filledBy ?? '',
    filledDate: date ?? '',
    generatedAt: generatedAt ?? null,
    ...(formVersion === null ? {} : { formVersion }),
    ...(gitOrganisation === null ? {} : { gitOrganisation }),
    ...(targetLevel === null ? {} : { targetLevel }),
    krav: model.requirements.map((requirement) => {
      const answer = declaration.answers.get(requirement.id);
      const status = answer?.status ?? 'unanswered';
      return {
        id: requirement.id,
        kategori: CATEGORIES[requirement.theme] ?? requirement.theme,
        krav: titleOf(requirement, language),
        produktniveau: levelWord(model, requirement),
        retningslinjer: requirement.guidance[language],
        efterlevet: status === 'unanswered' ? null : STATUS_WORDS[status],
        dokumentation: answer?.text ?? '',
      };
    }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
