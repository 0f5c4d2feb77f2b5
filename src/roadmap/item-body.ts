/**
 * The body of a draft in the project: our part between two hidden lines, and below it what people have written, which is
 * kept as it is. The first line says which milestone it is for, so that the item is found again without the store.
 */
export interface ItemBody {
  /** Null: people have taken the hidden line away, or it was never ours. */
  readonly marker: ItemMarker | null;
  /** Our part; the empty text when it has been taken back. */
  readonly own: string;
  /** What people have written below (or around) it. */
  readonly theirs: string;
}

export interface ItemMarker {
  /** Node id of the milestone. */
  readonly subject: string;
  /** Node id of its repository. */
  readonly repository: string;
}

const VERSION = '1';
/** Node ids, old ones (base64) and new ones. */
const NODE_ID = /^[\w=+/-]{1,200}$/;
const START =
  /^<!-- os2modning:roadmap v=1 subject=([\w=+/-]{1,200}) repository=([\w=+/-]{1,200}) -->[ \t]*$/m;
const END = /^<!-- os2modning:roadmap-end -->[ \t]*$/m;
const END_LINE = '<!-- os2modning:roadmap-end -->';

/** Throws a RangeError on ids that are not GitHub's: text from outside never gets into the hidden line. */
export function renderItemBody({ marker, own, theirs }: ItemBody & { readonly marker: ItemMarker }): string {
  const { subject, repository } = marker;
  if (!NODE_ID.test(subject) || !NODE_ID.test(repository))
    throw new RangeError(`"${subject}" or "${repository}" is not a node id`);
  const start = `<!-- os2modning:roadmap v=${VERSION} subject=${subject} repository=${repository} -->`;
  const parts = [start, own.trim(), END_LINE, theirs.trim()];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Reads any body back, also one whose line ends GitHub has turned into `\r\n`. */
export function parseItemBody(body: string): ItemBody {
  const text = body.replace(/\r\n?/g, '\n');
  const start = START.exec(text);
  if (start === null) return { marker: null, own: '', theirs: text.trim() };
  const [line, subject = '', repository = ''] = start;
  const before = text.slice(0, start.index).trim();
  const rest = text.slice(start.index + line.length);
  const end = END.exec(rest);
  // Without the last line nobody can tell whose the text is; ours is written anew, so theirs would be a copy of it.
  const own = (end === null ? rest : rest.slice(0, end.index)).trim();
  const after = end === null ? '' : rest.slice(end.index + end[0].length).trim();
  return {
    marker: { subject, repository },
    own,
    theirs: [before, after].filter((part) => part !== '').join('\n\n'),
  };
}
