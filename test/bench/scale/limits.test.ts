import { burst, BurstOutcome } from '../../../bench/scale/burst';
import { AccountQuotas, OrderWork, PlatformSettings } from '../../../bench/scale/configuration';
import { grownEnvironments, grownTable, limitsOf } from '../../../bench/scale/limits';

const PLENTY = 1e9;
const PLATFORM: PlatformSettings = {
  throttleRateLimit: PLENTY,
  throttleBurstLimit: PLENTY,
  reservedConcurrentExecutions: PLENTY,
  provisionedConcurrentExecutions: PLENTY,
  warmWriteUnits: PLENTY,
  memorySize: 256,
};
const ACCOUNT: AccountQuotas = { apiRate: PLENTY, apiBurst: PLENTY, concurrency: PLENTY, tableWrites: PLENTY };
const WORK: OrderWork = { warm: 0.02, cold: 0.5, writeUnits: 1 };

interface Changes { platform?: Partial<PlatformSettings>; quotas?: Partial<AccountQuotas>; work?: Partial<OrderWork> }

/** 30 seconds against a platform without limits, before which a test puts the one that it is about. */
function against(rate: number, { platform, quotas, work }: Changes): BurstOutcome {
  return burst(rate, { platform: { ...PLATFORM, ...platform }, quotas: { ...ACCOUNT, ...quotas } }, { ...WORK, ...work });
}

function names({ gives }: BurstOutcome): string[] {
  return gives.map(({ limit }) => limit.name);
}

test('a platform without limits stores all in the burst\'s own time', () => {
  expect(against(1e6, {})).toEqual({ stored: 1, refused: { 429: 0, 503: 0 }, gives: [], behind: [], throughAfter: 30 });
});

describe('the throttle, a token bucket', () => {
  const throttled = { platform: { throttleRateLimit: 100, throttleBurstLimit: 50 } };

  test('lets a flood pass at burst + rate × time', () => {
    expect(against(1000, throttled).stored * 30_000).toBeCloseTo(50 + 100 * 30, 6);
    expect(against(1000, throttled).refused[429] * 30_000).toBeCloseTo(30_000 - 3050, 6);
  });

  test('gives after burst ÷ (arrivals − rate) seconds', () => {
    expect(against(200, throttled).gives[0].after).toBeCloseTo(50 / (200 - 100), 1);
  });

  test('lets all of them pass, sent again, in (orders − burst) ÷ rate seconds', () => {
    const { throughAfter } = against(1000, throttled);
    expect(throughAfter).toBeGreaterThan((30_000 * 0.999 - 50) / 100);
    expect(throughAfter).toBeLessThan((30_000 - 50) / 100 + 1);
  });

  test('hides what is behind it until that gets too much as well', () => {
    const { gives, behind } = against(1000, { ...throttled, quotas: { apiRate: 500, apiBurst: 100 } });
    expect(gives.map(({ limit }) => limit.name)).toEqual(['API throttle']);
    expect(behind.map(({ name }) => name)).toEqual(['API Gateway quota of the account']);
  });
});

describe('a function', () => {
  test('takes as many orders as it has executions while the first are cold, and then what Little\'s law says', () => {
    const { stored, gives } = against(100, { platform: { reservedConcurrentExecutions: 20, provisionedConcurrentExecutions: 0 } });
    // 100 a second for half a second find 20; after that 20 ÷ 0.02 s is more than enough.
    expect((1 - stored) * 3000).toBeCloseTo(100 * 0.5 - 20, 6);
    expect(gives[0].after).toBeCloseTo(0.21, 6);
  });

  test('that is kept ready has no cold start', () => {
    expect(against(100, { platform: { reservedConcurrentExecutions: 20, provisionedConcurrentExecutions: 20 } }).stored).toBe(1);
  });

  test('takes ten requests a second per unit of concurrency, however short they are', () => {
    const outcome = against(3000, { platform: { reservedConcurrentExecutions: 100, provisionedConcurrentExecutions: 100 }, work: { warm: 0.001 } });
    expect(outcome.stored * 90_000).toBeCloseTo(100 * 10 * 30, 6);
    expect(names(outcome)).toEqual(['reserved concurrency (ten requests a second each)']);
  });

  test('without a reserve has what the account has', () => {
    const platform = { reservedConcurrentExecutions: undefined, provisionedConcurrentExecutions: 0 };
    const outcome = against(3000, { platform, quotas: { concurrency: 100 } });
    expect(names(outcome).every((name) => name.startsWith('Lambda concurrency of the account'))).toBe(true);
  });

  test('adds 1,000 environments at once and 100 a second, each worth ten requests a second', () => {
    expect([0, 10].map(grownEnvironments)).toEqual([1000, 2000]);
    const outcome = against(100_000, { platform: { provisionedConcurrentExecutions: 0 }, work: { warm: 0.001, cold: 0.001 } });
    expect(outcome.stored * 3e6).toBeCloseTo(10 * (1000 * 30 + 100 * 30 * 30 / 2), 0);
    expect(names(outcome)).toEqual(['Lambda scaling rate']);
  });

  test('serves orders that take long in as many environments as it has grown to', () => {
    const outcome = against(3000, { platform: { provisionedConcurrentExecutions: 0 }, work: { warm: 100, cold: 100 } });
    expect(outcome.stored * 90_000).toBeCloseTo(1000 + 100 * 30, 0);
  });
});

describe('a table', () => {
  test.each([[1, 4000], [2, 2000], [231, 4000 / 231]])('with orders of %d write units takes %d a second when it is new', (writeUnits, perSecond) => {
    expect(against(8000, { platform: { warmWriteUnits: 0 }, work: { writeUnits } }).stored * 8000).toBeCloseTo(perSecond, 6);
  });

  test('with warm throughput takes its rate, at most its quota', () => {
    const passed = (warmWriteUnits: number) => against(100_000, { platform: { warmWriteUnits }, quotas: { tableWrites: 40_000 } }).stored * 100_000;
    expect([3000, 13_000, 50_000].map(passed).map(Math.round)).toEqual([4000, 13_000, 40_000]);
  });

  test('is sure to have doubled what it takes after each half hour beyond its capacity, up to its quota', () => {
    expect([0, 29, 30, 60, 120].map(grownTable)).toEqual([4000, 4000, 8000, 16_000, 40_000]);
  });
});

test('no limit takes back what it let pass', () => {
  const platform = { ...PLATFORM, provisionedConcurrentExecutions: 3, reservedConcurrentExecutions: 10, warmWriteUnits: 0 };
  const limits = limitsOf({ platform, quotas: ACCOUNT }, WORK);
  for (const { passes } of limits) {
    const passed = Array.from({ length: 100 }, (_value, index) => passes(index / 10));
    expect(passed).toEqual([...passed].sort((one, other) => one - other));
  }
});
