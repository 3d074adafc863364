/** A Markdown page and its path from the project's root. */
export interface Page {
  readonly path: string;
  readonly markdown: string;
}

const SEPARATOR = '\n\n';

/** Pages as the one README that jsii-rosetta reads snippets from, which still knows where each line came from. */
export class JoinedPages {
  public readonly markdown: string;

  constructor(private readonly pages: readonly Page[]) {
    this.markdown = pages.map(({ markdown }) => markdown).join(SEPARATOR);
  }

  /**
   * Where a line came from, such as `docs/scale.md:63`.
   *
   * @param line from 1
   */
  public positionOf(line: number): string {
    let first = 1;
    for (const { path, markdown } of this.pages) {
      const next = first + linesOf(markdown + SEPARATOR) - 1;
      if (line < next) return `${path}:${line - first + 1}`;
      first = next;
    }
    throw new RangeError(`The pages have no line ${line}.`);
  }
}

function linesOf(text: string): number {
  return text.split('\n').length;
}
