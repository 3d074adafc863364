import { PromiseRow } from './promise';
import { outcome, resultTable } from './result-table';

const row: PromiseRow = { id: 'group/row', promise: 'It holds', how: 'looked at', check: async () => 'seen' };

test.each([
  [{ evidence: 'seen' }, 'PASS seen'],
  [{ failure: 'gone' }, 'FAIL gone'],
  [{ notShown: 'no history' }, 'NOT SHOWN no history'],
])('%j reads "%s"', (result, words) => {
  expect(outcome({ row, seconds: 1, ...result })).toBe(words);
  expect(resultTable([{ row, seconds: 1, ...result }]).join('\n')).toContain(`${words} (1.0 s)`);
});

test('what is unproven stands below its row', () => {
  expect(resultTable([{ row: { ...row, unproven: 'IAM itself' }, seconds: 1, evidence: 'seen' }]).join('\n')).toContain('Unproven here: IAM itself');
});
