/**
 * Which files of a tree are worth reading as text, most important first: documentation and configuration,
 * never what others wrote, never through a symlink or into a submodule.
 */
export { datedPaths } from './dates.js';
export { isWantedText } from './rank.js';
export { selectTexts, tooLarge } from './texts.js';
export type { Limits } from './texts.js';
