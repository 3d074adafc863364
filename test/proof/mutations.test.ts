import { MUTATIONS } from './mutations/all';
import { documentedMutations } from './mutations/document';
import { failureText } from './mutations/failure-text';
import { ROWS } from './rows';

test('each row of the proof has been seen to fail', () => {
  const rows = ROWS.map(({ id }) => id);

  expect(rows.filter((id) => !MUTATIONS.some(({ row }) => row === id))).toEqual([]);
  expect(MUTATIONS.filter(({ row }) => !rows.includes(row))).toEqual([]);
});

test('docs/proof.md lists these mutations and what the rows said', () => {
  const documented = documentedMutations();

  expect(documented.map(({ row, broken }) => `${row}: ${broken}`)).toEqual(MUTATIONS.map(({ row, broken }) => `${row}: ${broken}`));
});

test('what a row said is the same in every run', () => {
  expect(failureText('order 01234567-89ab-8def-8123-456789abcdef on http://127.0.0.1:43210 after 9.1 s: 97 MB, × 2.04\n  at more'))
    .toBe('order … on http://127.0.0.1 after …: … MB, × …');
});
