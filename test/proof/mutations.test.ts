import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MUTATIONS } from './mutations/all';
import { documentedMutations } from './mutations/document';
import { failureText } from './mutations/failure-text';
import { edited } from './mutations/mutation';
import { ROWS } from './rows';

const PROJECT_ROOT = join(__dirname, '..', '..');

test('each row of the proof has been seen to fail', () => {
  const rows = ROWS.map(({ id }) => id);

  expect(rows.filter((id) => !MUTATIONS.some(({ row }) => row === id))).toEqual([]);
  expect(MUTATIONS.filter(({ row }) => !rows.includes(row))).toEqual([]);
});

test.each(MUTATIONS)('$row: $broken: can be applied to the sources', ({ edits }) => {
  for (const edit of edits) edited(readFileSync(join(PROJECT_ROOT, edit[0]), 'utf8'), edit);
});

test('docs/proof.md lists these mutations and what the rows said', () => {
  const documented = documentedMutations();

  expect(documented.map(({ row, broken }) => `${row}: ${broken}`)).toEqual(MUTATIONS.map(({ row, broken }) => `${row}: ${broken}`));
});

test('what a row said is the same in every run', () => {
  expect(failureText('order 01234567-89ab-8def-8123-456789abcdef on http://127.0.0.1:43210 after 9.1 s: 97 MB, × 2.04\n  at more'))
    .toBe('order … on http://127.0.0.1 after …: … MB, × …');
});
