/** Issue bodies as GitHub shows them: Markdown, hidden comments, a few harmless tags, everything else escaped. */
import MarkdownIt, { type Token } from 'markdown-it';

/** Tags that GitHub lets through and that bodies use; without attributes, except that details may be open. */
const TAG = /^<(\/?)(details|summary|sub|sup|kbd|br|hr|b|i|em|strong|code|ins|del)( open)?\s*\/?>/i;
const COMMENT = /^<!--[\s\S]*?(-->|$)/;

const markdown = createMarkdown();

function createMarkdown(): ReturnType<typeof MarkdownIt> {
  // Raw HTML is read as such so that comments can be hidden; what is written of it is decided below.
  const instance = new MarkdownIt({ html: true, linkify: true });
  instance.renderer.rules['html_block'] = (tokens, index) => safeHtml(tokens[index]?.content ?? '');
  instance.renderer.rules['html_inline'] = (tokens, index) => safeHtml(tokens[index]?.content ?? '');
  instance.core.ruler.push('task-lists', (state) => {
    for (const [index, token] of state.tokens.entries()) {
      if (token.type === 'inline' && state.tokens[index - 2]?.type === 'list_item_open') markTask(token);
    }
  });
  return instance;
}

function markTask(token: Token): void {
  const first = token.children?.[0];
  if (first?.type !== 'text') return;
  first.content = first.content.replace(/^\[ \] ?/, '☐ ').replace(/^\[[xX]\] ?/, '☑ ');
}

function safeHtml(html: string): string {
  let safe = '';
  let rest = html;
  while (rest !== '') {
    const comment = COMMENT.exec(rest)?.[0];
    const tag = comment === undefined ? TAG.exec(rest)?.[0] : undefined;
    if (comment === undefined) safe += tag ?? markdown.utils.escapeHtml(rest.charAt(0));
    rest = rest.slice((comment ?? tag ?? ' ').length);
  }
  return safe;
}

/** HTML of a Markdown text, safe to put on a page. Links to `base` become links within these pages. */
export function renderMarkdown(text: string, base: string): string {
  return markdown.render(text).replaceAll(`href="${base}/`, 'href="/');
}
