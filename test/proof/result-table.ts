import { PromiseRow } from './promise';

/** What became of a row. */
export interface RowResult {
  readonly row: PromiseRow;
  readonly seconds: number;

  /** What was seen. @default - the row failed, or could not be shown */
  readonly evidence?: string;

  /** Why it failed. @default - it did not */
  readonly failure?: string;

  /** Why it could not be shown. @default - it could */
  readonly notShown?: string;
}

const HEADINGS = ['promise', 'how tested', 'result'];
const WIDTHS = [52, 46, 52];

/** The table as lines: promise, how it was tested, result; below a row, what of it is unproven here. */
export function resultTable(results: readonly RowResult[]): string[] {
  const rule = WIDTHS.map((width) => '-'.repeat(width)).join('-+-');
  return [
    rule,
    ...cells(HEADINGS),
    rule,
    ...results.flatMap((result) => [...rowLines(result), rule]),
  ];
}

/** The result in words. */
export function outcome({ evidence, failure, notShown }: RowResult): string {
  if (failure !== undefined) return `FAIL ${failure}`;
  return notShown === undefined ? `PASS ${evidence}` : `NOT SHOWN ${notShown}`;
}

function rowLines(result: RowResult): string[] {
  const { row, seconds } = result;
  const unproven = row.unproven === undefined ? [] : cells(['', `Unproven here: ${row.unproven}`, '']);
  return [...cells([`${row.id}: ${row.promise}`, row.how, `${outcome(result)} (${seconds.toFixed(1)} s)`]), ...unproven];
}

function cells(texts: string[]): string[] {
  const columns = texts.map((text, index) => wrap(text, WIDTHS[index]));
  const height = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    columns.map((column, index) => (column[line] ?? '').padEnd(WIDTHS[index])).join(' | ').trimEnd());
}

function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const last = lines.length - 1;
    const joined = lines[last] ? `${lines[last]} ${word}` : word;
    if (joined.length <= width) {
      lines[last] = joined;
    } else {
      if (lines[last]) lines.push('');
      for (let rest = word; ; rest = rest.slice(width)) {
        lines[lines.length - 1] = rest.slice(0, width);
        if (rest.length <= width) break;
        lines.push('');
      }
    }
  }
  return lines;
}
