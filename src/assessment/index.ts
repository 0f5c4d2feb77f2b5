export { assess, type AssessmentInput } from './assess.js';
export { changeSince, type Earlier } from './change.js';
export { findDeclaration, type DeclarationFile } from './declaration.js';
export { declarationChanges, declarationFileName, draftDeclaration, isDeclarationDue } from './draft.js';
export type { DeclarationChange, DraftOptions } from './draft.js';
export { isExplained, unacceptedState } from './explanations.js';
export { findExamples, isShowable, loneExamples, shownFiles } from './examples.js';
export type { Example, ExampleProduct, ShownFile } from './examples.js';
export { discloseIn, type Disclosure } from './disclosure.js';
export { lookAgainOn } from './look-again.js';
export { documentPlaces, type DocumentPlaces } from './places.js';
export { productTraits, type ProductTraits } from './traits.js';
export { countFiles, holdsCode, sees, type FileCounts } from './sees.js';
export { RATINGS } from './types.js';
export type {
  Assessment,
  Change,
  Counts,
  Declared,
  DeclarationUsed,
  Evidence,
  ExplanationState,
  Finding,
  Gap,
  LevelAssessment,
  LevelState,
  NextStep,
  Rating,
  RatingCounts,
  RequirementAssessment,
} from './types.js';
