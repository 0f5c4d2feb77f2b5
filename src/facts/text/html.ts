export interface HtmlHeading {
  readonly level: number;
  readonly title: string;
  readonly line: number;
}

interface Open {
  readonly level: number;
  readonly line: number;
  text: string;
}

/** A heading that is never closed ends here. */
const LONGEST = 400;

/** Headings written as `<h1>`…`<h6>`, also over several lines. Fed line by line. */
export class HtmlHeadings {
  #open: Open | null = null;
  /** The element whose content is no text: `script` or `style`. */
  #raw: string | null = null;

  /** The headings that end on this line. */
  next(line: string, number: number): readonly HtmlHeading[] {
    const found: HtmlHeading[] = [];
    let at = 0;
    for (const match of line.matchAll(/<(\/?)(h[1-6]|script|style)(?=[\s>])/gi)) {
      const closes = match[1] === '/';
      const name = (match[2] ?? '').toLowerCase();
      if (match.index < at || (this.#raw !== null && !(closes && name === this.#raw))) continue;
      this.#take(line.slice(at, match.index), found);
      const end = line.indexOf('>', match.index);
      at = end === -1 ? line.length : end + 1;
      if (!name.startsWith('h')) this.#raw = closes ? null : name;
      else if (closes) this.#finish(found);
      else this.#open ??= { level: Number(name.slice(1)), line: number, text: '' };
    }
    this.#take(`${line.slice(at)} `, found);
    return found;
  }

  #take(text: string, found: HtmlHeading[]): void {
    if (this.#open === null || this.#raw !== null) return;
    this.#open.text += text;
    if (this.#open.text.length > LONGEST) this.#finish(found);
  }

  #finish(found: HtmlHeading[]): void {
    if (this.#open === null) return;
    found.push({ level: this.#open.level, title: this.#open.text, line: this.#open.line });
    this.#open = null;
  }
}
