import { count, percent, table, usd } from '../../bench/markdown';

test.each([[0, '0.00'], [0.004, '<0.01'], [0.005, '0.01'], [12.345, '12.35'], [1234567.8, '1,234,567.80']])('%d USD is shown as %s', (amount, shown) => {
  expect(usd(amount)).toBe(shown);
});

test.each([[0, '0'], [999.6, '1,000'], [1234567, '1,234,567']])('%d is counted as %s', (value, shown) => {
  expect(count(value)).toBe(shown);
});

test.each([
  [0, '0%'], [0.00001, '<0.01%'], [0.0012, '0.12%'], [0.5, '50%'], [0.123, '12.3%'], [0.9987, '99.87%'], [0.99999, '>99.99%'], [1, '100%'],
])('a share of %d is shown as %s', (share, shown) => {
  expect(percent(share)).toBe(shown);
});

test('a table aligns figures right', () => {
  expect(table(['what', 'figure'], [['a', '1']])).toBe('| what | figure |\n| --- | ---: |\n| a | 1 |');
});
