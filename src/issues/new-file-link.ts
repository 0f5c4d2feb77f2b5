/** GitHub's servers and some browsers and mail programs refuse or cut longer addresses. */
const URL_LIMIT = 8000;

export interface NewFile {
  /** `https://github.com/owner/name`. */
  readonly repositoryUrl: string;
  readonly branch: string;
  readonly path: string;
  readonly text: string;
}

export interface NewFileLink {
  readonly url: string;
  /** Whether the page opens with the text in it. */
  readonly isFilled: boolean;
}

/** The page on GitHub where a person makes a new file, with name and text filled in as far as an address can carry it. */
export function newFileLink(file: NewFile): NewFileLink {
  const page = `${file.repositoryUrl}/new/${encodePath(file.branch)}?filename=${encode(file.path)}`;
  if (file.text === '') return { url: page, isFilled: false };
  const filled = `${page}&value=${encode(file.text)}`;
  return filled.length <= URL_LIMIT ? { url: filled, isFilled: true } : { url: page, isFilled: false };
}

/** The page on GitHub where a person changes a file that is there. */
export function editFileLink(repositoryUrl: string, branch: string, path: string): string {
  return `${repositoryUrl}/edit/${encodePath(branch)}/${encodePath(path)}`;
}

function encodePath(path: string): string {
  return path.split('/').map(encode).join('/');
}

/** Parentheses and the like would end a Markdown link. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
