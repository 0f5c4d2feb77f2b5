/** The one style sheet. Its address holds its content's name, so that it is kept for good and never out of date. */
import { createHash } from 'node:crypto';
import { BASE_STYLE } from './base.js';
import { PARTS_STYLE } from './parts.js';
import { PRINT_STYLE } from './print.js';

export const STYLE = `${BASE_STYLE}${PARTS_STYLE}${PRINT_STYLE}`;
const NAME = createHash('sha256').update(STYLE).digest('hex').slice(0, 12);
export const STYLE_ADDRESS = `/stil-${NAME}.css`;

/** For a browser's tab. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><g fill="#0b5563"><rect x="1" y="17" width="4.5" height="6" rx="1"/><rect x="7" y="12" width="4.5" height="11" rx="1"/><rect x="13" y="7" width="4.5" height="16" rx="1"/><rect x="19" y="1" width="4.5" height="22" rx="1"/></g></svg>`;
