import { ContributorInsightsMode } from 'aws-cdk-lib/aws-dynamodb';
import { PRICES } from '../../../bench/aws-quotas-and-prices';
import { bill, BillLine, listPrice, PLATFORM_METRICS, priceAfterFree, ROUTE_METRICS, total } from '../../../bench/cost/bill';
import { VOLUMES } from '../../../bench/cost/document';
import { fromBrowsers, monthOfOrders, tracedRequests } from '../../../bench/cost/usage';
import { HandlerFigures } from '../../../bench/handler-figures';
import { TemplateFigures, templateFigures } from '../../../bench/template-figures';
import { OrderEnvironment } from '../../../src';

const FIGURES: HandlerFigures = {
  initMs: 48,
  firstInvokeMs: 38,
  warmCpuMs: 1.5,
  logBytes: 1200,
  logBytesSystemWarn: 700,
  accessLogBytes: 300,
  itemBytes: 1024,
  responseBytes: 1000,
};

const PROD = templateFigures({ environment: OrderEnvironment.PROD });

function lines(orders: number, changes: Partial<TemplateFigures> = {}, figures: Partial<HandlerFigures> = {}): BillLine[] {
  return bill({ ...PROD, ...changes }, monthOfOrders(orders), { ...FIGURES, ...figures });
}

function usd(item: string, bills: readonly BillLine[]): number {
  const found = bills.filter(line => line.item.startsWith(item));
  if (found.length !== 1) throw new Error(`${found.length} lines start with "${item}"`);
  return listPrice(found[0]);
}

describe('a million orders, by hand', () => {
  const month = lines(1_000_000);

  test('API: 1.05 million requests at 1 USD a million', () => {
    expect(usd('HTTP API requests', month)).toBeCloseTo(1.05, 6);
  });

  test('Lambda: 1.03 million requests at 0.20 USD a million', () => {
    expect(month.filter(({ service, item }) => service === 'Lambda' && item === 'requests').map(listPrice)[0]).toBeCloseTo(0.206, 6);
  });

  test('Lambda: 16 ms warm, 466 ms cold for one in a hundred, a quarter of a GB', () => {
    expect(usd('duration', month)).toBeCloseTo(1.03e6 * 0.25 * (0.99 * 0.016 + 0.01 * 0.466) * 0.0000133334, 4);
  });

  test('DynamoDB: a write unit each, stored and recoverable with 100 bytes on top', () => {
    expect(usd('writes', month)).toBeCloseTo(1.03 * 0.625, 6);
    expect(usd('storage of', month)).toBeCloseTo(1.124e9 / 2 ** 30 * 0.25, 6);
    expect(usd('point-in-time', month)).toBeCloseTo(1.124e9 / 2 ** 30 * 0.20, 6);
  });

  test('logs: 300 bytes a request of the API and 400 an invocation, compressed to 15% and kept for a year and a quarter', () => {
    expect(usd('logs, ingestion', month)).toBeCloseTo((1.05 * 0.3e9 + 1.03 * 0.4e9) / 2 ** 30 * 0.5, 6);
    const months = (days: number) => days * 24 / 730;
    expect(usd('logs, storage', month)).toBeCloseTo((1.05 * 0.3e9 * months(365) + 1.03 * 0.4e9 * months(90)) / 2 ** 30 * 0.15 * 0.03, 6);
  });

  test('fixed: metrics, the template\'s alarms, a composite, a dashboard, a key, one rule', () => {
    expect(usd('custom metrics', month)).toBeCloseTo((PLATFORM_METRICS + 1 + 2 + ROUTE_METRICS) * 0.3, 6);
    expect(usd('alarms', month)).toBeCloseTo(PROD.alarmMetrics * 0.1, 6);
    expect(usd('composite', month)).toBe(0.5);
    expect(usd('dashboard', month)).toBe(3);
    expect(usd('customer-managed key', month)).toBe(1);
    expect(usd('contributor insights, rules', month)).toBe(0.5);
  });

  test('what is fixed costs the same without any order', () => {
    const fixed = (orders: number) => total(lines(orders).filter(line => line.fixed), listPrice);
    expect(fixed(1)).toBe(fixed(100_000_000));
  });
});

describe('a setting moves its line', () => {
  test('tracing off: no traces', () => {
    expect(lines(1e6, { tracing: false }).some(({ service }) => service === 'X-Ray')).toBe(false);
  });

  test('insights on all keys: a second rule, and each write an event', () => {
    const month = lines(1e6, { contributorInsightsMode: ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS });
    expect(usd('contributor insights, rules', month)).toBe(1);
    expect(usd('contributor insights, events', month)).toBeCloseTo(1.03 * 0.03, 6);
    expect(lines(1e6, { contributorInsightsMode: undefined }).some(({ item }) => item.startsWith('contributor'))).toBe(false);
  });

  test('provisioned concurrency: paid all month, no cold starts, a lower price of duration and nothing free', () => {
    const month = lines(1e6, { provisionedConcurrentExecutions: 10 });
    expect(usd('provisioned', month)).toBeCloseTo(10 * 0.25 * 730 * 3600 * 0.0000033334, 4);
    expect(usd('duration', month)).toBeCloseTo(1.03e6 * 0.25 * 0.016 * 0.0000077778, 4);
    expect(month.find(({ item }) => item.startsWith('duration'))?.free).toBeUndefined();
  });

  test('Lambda\'s own lines: 500 bytes more of log', () => {
    const [quiet, verbose] = [true, false].map(systemLogLevelWarn => usd('logs, ingestion', lines(1e6, { systemLogLevelWarn })));
    expect(verbose - quiet).toBeCloseTo(1.03 * 0.5e9 / 2 ** 30 * 0.5, 6);
  });

  test('x86_64 costs a quarter more than arm64', () => {
    expect(usd('duration', lines(1e6, { architecture: 'x86_64' })) / usd('duration', lines(1e6))).toBeCloseTo(1.25, 3);
  });

  test('x86_64 kept ready costs its own prices', () => {
    const month = lines(1e6, { architecture: 'x86_64', provisionedConcurrentExecutions: 10 });
    expect(usd('provisioned', month)).toBeCloseTo(10 * 0.25 * 730 * 3600 * 0.0000041667, 4);
    expect(usd('duration', month)).toBeCloseTo(1.03e6 * 0.25 * 0.016 * 0.0000097222, 4);
  });

  test('an architecture without a price is refused', () => {
    expect(() => lines(1e6, { architecture: 'riscv' })).toThrow('no price of Lambda on riscv is known');
  });

  test('pages on another origin: a second request and its access log for each order, no invocation more', () => {
    const month = bill(PROD, fromBrowsers(monthOfOrders(1_000_000)), FIGURES);
    expect(usd('HTTP API requests', month)).toBeCloseTo(2.05, 6);
    expect(usd('logs, ingestion', month) - usd('logs, ingestion', lines(1e6))).toBeCloseTo(0.3e9 / 2 ** 30 * 0.5, 6);
    expect(usd('duration', month)).toBe(usd('duration', lines(1e6)));
  });

  test('one byte more than a write unit: a second one', () => {
    expect(usd('writes', lines(1e6, {}, { itemBytes: 1025 }))).toBeCloseTo(2 * 1.03 * 0.625, 6);
  });
});

test('no month of the page leaves the first tier of API prices, which is all that a bill knows', () => {
  const requests = VOLUMES.map(orders => bill(PROD, fromBrowsers(monthOfOrders(orders)), FIGURES).find(({ item }) => item === 'HTTP API requests')!.quantity);
  expect(Math.max(...requests)).toBeLessThan(PRICES.apiFirstTier.value);
});

test('free allowances are taken off, never below nothing', () => {
  const month = lines(1_000_000);
  const requests = month.find(({ service, item }) => service === 'Lambda' && item === 'requests')!;
  expect(priceAfterFree(requests)).toBeCloseTo(0.03 * 0.2, 6);
  expect(priceAfterFree(month.find(({ item }) => item === 'dashboard')!)).toBe(0);
  expect(priceAfterFree(month.find(({ item }) => item === 'HTTP API requests')!)).toBeCloseTo(1.05, 6);
});

test.each([
  ['almost every request of a quiet API, each the first of its second', 1_000, 1],
  ['the first of each second and 5% of the others, one a second', 730 * 3600, (1 - 1 / Math.E) + 0.05 / Math.E],
  ['5% where thousands come each second', 1e10, 0.05],
])('X-Ray traces %s', (_what, requests, share) => {
  expect(tracedRequests(requests) / requests).toBeCloseTo(share, 3);
});
