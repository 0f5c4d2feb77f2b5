/** Finished pages of the portfolio as it stands, each made once until something changes. */
import type { Prepared } from './respond.js';

export interface PageCache {
  readonly find: (stamp: string, key: string) => Prepared | undefined;
  readonly keep: (stamp: string, key: string, page: Prepared) => void;
}

/** Bytes of text; compressed forms add about a sixth. */
const MOST_BYTES = 24_000_000;
const LONGEST_KEY = 300;

/** Forgets everything when the stamp is another, and what was asked for longest ago when it grows too large. */
export function createPageCache(mostBytes = MOST_BYTES): PageCache {
  let current = '';
  let bytes = 0;
  const pages = new Map<string, Prepared>();

  function useStamp(stamp: string): void {
    if (stamp === current) return;
    pages.clear();
    bytes = 0;
    current = stamp;
  }

  return {
    find: (stamp, key) => {
      useStamp(stamp);
      const page = pages.get(key);
      if (page !== undefined) {
        pages.delete(key);
        pages.set(key, page);
      }
      return page;
    },
    keep: (stamp, key, page) => {
      useStamp(stamp);
      if (key.length > LONGEST_KEY || pages.has(key)) return;
      pages.set(key, page);
      bytes += page.body.length;
      for (const [oldest, one] of pages) {
        if (bytes <= mostBytes) break;
        pages.delete(oldest);
        bytes -= one.body.length;
      }
    },
  };
}
