/** Longer than any heading: what comes after is not looked at. */
const LONGEST = 400;

/** A heading as people read it: without emphasis, code marks, tags, link addresses and anchors. */
export function plainTitle(raw: string): string {
  return raw
    .slice(0, LONGEST)
    .replace(/!?\[([^\][]*)\]\([^()]*\)/g, '$1')
    .replace(/!?\[([^\][]*)\]\[[^\][]*\]/g, '$1')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\{[#:.][^{}]*\}/g, '')
    .replace(/&nbsp;/gi, ' ')
    .replace(/&amp;/gi, '&')
    .replace(/[*`]+|__+/g, '')
    .replace(/\\([#|_[\]])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
