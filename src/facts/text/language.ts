/** How headings and links are written in a text. `plain` knows underlined headings, `data` (configuration, code) none. */
export type Language = 'markdown' | 'rst' | 'asciidoc' | 'html' | 'plain' | 'data';

const BY_EXTENSION: Readonly<Record<string, Language>> = {
  md: 'markdown',
  markdown: 'markdown',
  mdown: 'markdown',
  mdx: 'markdown',
  qmd: 'markdown',
  rst: 'rst',
  rest: 'rst',
  adoc: 'asciidoc',
  asciidoc: 'asciidoc',
  asc: 'asciidoc',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  txt: 'plain',
  text: 'plain',
};

/** By the name alone; a name without an extension (`LICENSE`, `README`) is plain text, `Dockerfile` and the like are data. */
export function languageOf(path: string): Language {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const dot = name.lastIndexOf('.');
  if (dot > 0) return BY_EXTENSION[name.slice(dot + 1)] ?? 'data';
  if (dot === 0 || /^(dockerfile|containerfile|makefile|jenkinsfile|procfile|vagrantfile)$/.test(name)) {
    return 'data';
  }
  return 'plain';
}
