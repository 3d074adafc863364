import { figuresTable } from '../../bench/aws-figures-table';
import { ALWAYS_FREE, Evidence, PRICES, PublishedFigure, QUOTAS } from '../../bench/aws-quotas-and-prices';

const ALL: [string, PublishedFigure][] = [QUOTAS, PRICES, ALWAYS_FREE].flatMap(figures => Object.entries(figures));

test.each(ALL)('%s has a value, a unit, an AWS page, a day and evidence', (_name, { value, unit, source, asOf, evidence }) => {
  expect(value).toBeGreaterThan(0);
  expect(unit).not.toBe('');
  expect(new URL(source).hostname).toMatch(/^(docs\.)?aws\.amazon\.com$/);
  expect(new Date(asOf).toISOString().slice(0, 10)).toBe(asOf);
  expect(Object.values(Evidence)).toContain(evidence);
});

test('what is free is something that has a price', () => {
  expect(Object.keys(PRICES)).toEqual(expect.arrayContaining(Object.keys(ALWAYS_FREE)));
});

test('the table shows quotas with thousands, tiny prices as millionths and what AWS raises', () => {
  const shown = figuresTable({ apiAccountRate: QUOTAS.apiAccountRate, tableWrite: PRICES.tableWrite, tableStorage: PRICES.tableStorage });
  expect(shown).toContain('| [api account rate](https://docs.aws.amazon.com/apigateway/');
  expect(shown).toContain('| 10,000 | requests/s, all APIs of the account in a region; raised on request |');
  expect(shown).toContain('| 0.625 / million | USD/write unit |');
  expect(shown).toContain('| 0.25 | USD/GB-month |');
});
