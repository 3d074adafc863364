import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT_ROOT = join(__dirname, '..', '..');

/**
 * The text between the markers `<!-- name -->` and `<!-- /name -->` of a file, to be compared with what it is generated from.
 * With `UPDATE_DOCS=1` in the environment it is written first: `npm run docs:update`.
 */
export function generatedSection(file: string, name: string, generated: string, linePrefix = ''): string {
  const path = join(PROJECT_ROOT, file);
  const [start, end] = [`${linePrefix}<!-- ${name} -->\n`, `${linePrefix}<!-- /${name} -->`];
  const text = readFileSync(path, 'utf8');
  const [from, to] = [text.indexOf(start) + start.length, text.indexOf(end)];
  if (from < start.length || to < 0) throw new Error(`${file} has no section between the markers ${start.trim()} and ${end.trim()}`);
  if (process.env.UPDATE_DOCS === '1') {
    const lines = generated.split('\n').map(line => `${linePrefix}${line}`.trimEnd()).join('\n');
    writeFileSync(path, `${text.slice(0, from)}${lines}\n${text.slice(to)}`);
    return generated;
  }
  return text.slice(from, to).trimEnd().split('\n').map(line => line.slice(linePrefix.length)).join('\n');
}
