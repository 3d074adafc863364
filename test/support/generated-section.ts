import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT_ROOT = join(__dirname, '..', '..');

/**
 * The text between the markers `<!-- name -->` and `<!-- /name -->` of a file, to be compared with what it is generated from.
 * With `UPDATE_DOCS=1` in the environment it is written first: `npm run docs:update`.
 */
export function generatedSection(file: string, name: string, generated: string, linePrefix = ''): string {
  const [start, end] = [`${linePrefix}<!-- ${name} -->\n`, `${linePrefix}<!-- /${name} -->`];
  const text = readFileSync(join(PROJECT_ROOT, file), 'utf8');
  const [from, to] = [text.indexOf(start) + start.length, text.indexOf(end)];
  if (from < start.length || to < 0) throw new Error(`${file} has no section between the markers ${start.trim()} and ${end.trim()}`);
  const lines = generated.split('\n').map(line => `${linePrefix}${line}`.trimEnd()).join('\n');
  if (written(file, text, from, to, `${lines}\n`)) return generated;
  return text.slice(from, to).trimEnd().split('\n').map(line => line.slice(linePrefix.length)).join('\n');
}

/** The same for what the one group of a pattern matches. */
export function generatedPart(file: string, pattern: RegExp, generated: string): string {
  const text = readFileSync(join(PROJECT_ROOT, file), 'utf8');
  const found = new RegExp(pattern, 'd').exec(text);
  if (!found) throw new Error(`${file} has nothing that matches ${pattern}`);
  const [from, to] = found.indices![1]!;
  return written(file, text, from, to, generated) ? generated : found[1];
}

function written(file: string, text: string, from: number, to: number, generated: string): boolean {
  if (process.env.UPDATE_DOCS !== '1') return false;
  writeFileSync(join(PROJECT_ROOT, file), `${text.slice(0, from)}${generated}${text.slice(to)}`);
  return true;
}
