import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Mutation } from './mutation';

const FILE = join(__dirname, '..', '..', '..', 'docs/proof.md');
const START = '<!-- mutations -->\n';
const END = '<!-- /mutations -->';
const HEADER = '| row | what was broken | what the row said |\n| --- | --- | --- |\n';

/** A line of the table in docs/proof.md. */
export interface DocumentedMutation {
  readonly row: string;
  readonly broken: string;
  readonly said: string;
}

/** The table as it stands in docs/proof.md. */
export function documentedMutations(): DocumentedMutation[] {
  const { section } = sections();
  return [...section.matchAll(/^\| `(.+?)` \| (.+?) \| (.+) \|$/gm)].map(([, row, broken, said]) => ({ row, broken, said }));
}

/** Writes what rows said now; of the other mutations in `all`, what they said last stays. */
export function documentMutations(all: readonly Mutation[], results: readonly DocumentedMutation[]): void {
  const known = [...results.map((result) => ({ ...result, said: inTable(result.said) })), ...documentedMutations()];
  const lines = all.flatMap(({ row, broken }) => {
    const result = known.find((one) => one.row === row && one.broken === broken);
    return result ? [`| \`${row}\` | ${broken} | ${result.said} |\n`] : [];
  });
  const { before, after } = sections();
  writeFileSync(FILE, `${before}${HEADER}${lines.join('')}${after}`);
}

function sections() {
  const text = readFileSync(FILE, 'utf8');
  const [start, end] = [text.indexOf(START), text.indexOf(END)];
  if (start < 0 || end < 0) throw new Error(`docs/proof.md has no section between ${START.trim()} and ${END}`);
  return { before: text.slice(0, start + START.length), section: text.slice(start + START.length, end), after: text.slice(end) };
}

function inTable(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*');
}
