import { PRICES } from '../../../bench/aws-quotas-and-prices';
import { PlatformSettings } from '../../../bench/scale/configuration';
import { RunningCosts, runningCosts } from '../../../bench/scale/running-costs';
import { templateFigures } from '../../../bench/template-figures';
import { OrderEnvironment } from '../../../src';

const PROD = templateFigures({ environment: OrderEnvironment.PROD });

function costs(rate: number, changes: Partial<PlatformSettings> = {}): RunningCosts {
  return runningCosts(rate, PROD, { ...PROD, ...changes });
}

test('nothing is kept ready and nothing warmed: an hour costs its orders', () => {
  const { perMillion, hourAtRate, readyPerHour, warmOnce } = costs(1_000);
  expect(hourAtRate).toBeCloseTo(3.6 * perMillion, 9);
  expect([readyPerHour, warmOnce]).toEqual([0, 0]);
});

test('at a high rate a smaller share of the orders is the first of its second, which X-Ray always traces', () => {
  const [slow, fast] = [costs(1), costs(10_000)];
  // From all but 1 in e of the requests, and 5% of the others, to 5%.
  const first = (rate: number) => (1 - Math.exp(-rate)) / rate;
  const share = (rate: number) => first(rate) + (1 - first(rate)) * 0.05;
  expect(slow.perMillion - fast.perMillion).toBeGreaterThan(0.9 * 1.03e6 * PRICES.trace.value * (share(1.03) - share(10_300)));
});

test('an hour that leaves the first tier of API prices pays the next one for the rest', () => {
  const { perMillion, hourAtRate } = costs(100_000);
  const beyond = 360e6 * 1.05 - 300e6;
  expect(hourAtRate).toBeCloseTo(360 * perMillion - beyond * 0.1e-6, 6);
});

test('what is kept ready costs by the hour, warm throughput beyond a new table\'s once', () => {
  const sized = { provisionedConcurrentExecutions: 130, reservedConcurrentExecutions: 200, warmWriteUnits: 13_000 };
  const { readyPerHour, readyPerMonth, warmOnce } = costs(1_000, sized);
  expect(readyPerHour).toBeCloseTo(130 * 0.25 * 3600 * PRICES.lambdaProvisioned.value, 9);
  expect(readyPerMonth).toBeCloseTo(readyPerHour * 730, 6);
  expect(warmOnce).toBeCloseTo(9_000 * PRICES.tableWarmWrite.value, 9);
});
