/** Where declarations lie in a repository, and what their file names say. */
import { readDay } from './dates.js';

const NAME = /governance[ _-]*(report|rapport)|selv[ _-]?evaluering|self[-_ ]?assessment|checkliste/i;
/** A template to copy is nobody's declaration. */
const TEMPLATE = /skabelon|template|(^|[/.])schema\.json$/i;

/** Whether a path may be a self-evaluation: named like one, in Markdown or JSON, and no template. */
export function isDeclarationPath(path: string): boolean {
  const name = path.normalize('NFC');
  if (!/\.(md|json)$/i.test(name) || name.length > 1000) return false;
  return NAME.test(name) && !TEMPLATE.test(name);
}

/** The day in a file's name, `YYYY-MM-DD`, or null. */
export function dayInName(path: string): string | null {
  return readDay(fileName(path).replaceAll('_', ' '));
}

/** The product that a file's name begins with (`2026-06-23-OS2eksempel-governancerapport.md`), or null. */
export function productInName(path: string): string | null {
  const name = fileName(path)
    .normalize('NFC')
    .replace(/^[\d\s_.-]{6,20}(?=\D)/, '');
  const product = /^(os2[\p{L}\d]{2,40})/iu.exec(name.replace(/^os2[ _-]/i, 'os2'))?.[1];
  return product ?? null;
}

/** Whether two spellings are one product: capitals, hyphens, spaces and æøå differ from file to file. */
export function isSameProduct(left: string, right: string): boolean {
  const [one, other] = [left, right].map(productKey);
  return one === other || (one ?? '').startsWith(other ?? '') || (other ?? '').startsWith(one ?? '');
}

/** One key for all spellings of a product's name: `OS2-SkadesØkonomi` and `os2skadesoekonomi` have the same. */
export function productKey(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/æ|ae/g, 'a')
    .replace(/ø|oe/g, 'o')
    .replace(/å|aa/g, 'a')
    .replace(/[^a-z0-9]+/g, '');
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
