import type { Assessment, Rating } from '../assessment/index.js';
import { makeBodyMaker, type BodyMaker, type MaturityContext } from './body-maker.js';
import { declarationSection } from './declaration-section.js';
import { levelAnswer, levelName } from './level-answer.js';
import { renderMaturityBody, type MaturityBody } from './maturity-body.js';
import {
  changeSection,
  configurationItems,
  madeLine,
  noticeItems,
  orderItems,
  questionItems,
  remarkItems,
  stepRows,
} from './maturity-parts.js';
import { themeSections, type Detail } from './requirement-rows.js';
import type { ModelTexts } from './types.js';

/** In characters. GitHub refuses more than 65,536; what is left is for what people add. */
export const BODY_LIMIT = 60_000;

const FULL: Detail = { links: 3, basis: 400, fine: true, draft: { links: 2, text: 400 } };
/** First the draft of the self-evaluation is made shorter, and then everything. */
const SHORTER_DRAFT: readonly Detail[] = [
  { ...FULL, draft: { links: 1, text: 150 } },
  { ...FULL, draft: { links: 1, text: 0 } },
  { ...FULL, draft: { links: 0, text: 0 } },
  { ...FULL, draft: null },
];
/** For a product that would not fit otherwise; null: the tables are left out. */
const SHORTER: readonly (Detail | null)[] = [
  { links: 2, basis: 300, fine: true, draft: null },
  { links: 1, basis: 200, fine: true, draft: null },
  { links: 1, basis: 120, fine: false, draft: null },
  { links: 0, basis: 80, fine: false, draft: null },
  null,
];

/**
 * The maturity issue as it should read now. A product too large for GitHub's limit gets fewer links and shorter reasons,
 * and the issue says so. In a home that everybody can read, nothing is shown of repositories that not everybody can.
 */
export function desiredMaturityBody(
  assessment: Assessment,
  model: ModelTexts,
  context: MaturityContext,
): MaturityBody {
  const maker = makeBodyMaker(assessment, model, context);
  let body = bodyIn(maker, FULL);
  for (const detail of [...SHORTER_DRAFT, ...SHORTER]) {
    if (renderMaturityBody(body).length <= BODY_LIMIT) break;
    body = bodyIn(maker, detail);
  }
  return body;
}

function bodyIn(maker: BodyMaker, detail: Detail | null): MaturityBody {
  const { product, assessment, model } = maker;
  return {
    product: maker.productKey,
    generation: maker.generation,
    closed: null,
    language: product.language,
    level: levelAnswer(assessment, model, product.language),
    change: changeSection(maker),
    nextSteps: stepRows(maker),
    overview: model.levels.map((level) => ({
      level: levelName(level, product.language),
      counts: assessment.counts.byLevel[level.id] ?? NO_COUNTS,
    })),
    themes: detail === null ? [] : themeSections(maker, detail),
    questions: questionItems(maker),
    configuration: configurationItems(maker),
    declaration: declarationSection(maker, detail?.draft ?? null),
    notices: noticeItems(maker),
    orders: orderItems(maker),
    remarks: remarkItems(maker, detail !== FULL && !(detail !== null && SHORTER_DRAFT.includes(detail))),
    made: { at: assessment.assessedAt, from: madeLine(maker) },
  };
}

const NO_COUNTS: Readonly<Record<Rating, number>> = { green: 0, yellow: 0, red: 0, grey: 0, unknown: 0 };
