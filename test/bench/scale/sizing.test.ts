import { Limit } from '../../../bench/scale/limit';
import { DEFAULT_ACCOUNT, PlatformSettings } from '../../../bench/scale/settings';
import { Configuration, Demand, relieve, roundUp, stampedeConcurrency, steadyConcurrency } from '../../../bench/scale/sizing';

const DEMAND: Demand = { rate: 2000, warmDuration: 0.015, coldDuration: 0.4, writeUnitsPerOrder: 1 };

const PLATFORM: PlatformSettings = {
  throttleRateLimit: 1000,
  throttleBurstLimit: 2000,
  reservedConcurrentExecutions: 100,
  provisionedConcurrentExecutions: 0,
  warmWriteUnits: 0,
  memorySize: 256,
};

function relieved(limit: Limit, demand: Demand = DEMAND, platform: Partial<PlatformSettings> = {}): Configuration {
  return relieve(limit, { platform: { ...PLATFORM, ...platform }, quotas: DEFAULT_ACCOUNT }, demand);
}

test('short invocations need a unit of concurrency for each ten a second', () => {
  expect(steadyConcurrency(DEMAND)).toBe(200);
});

test('long ones need as many as Little\'s law says', () => {
  expect(steadyConcurrency({ ...DEMAND, warmDuration: 0.5 })).toBe(1000);
});

test('a burst that finds nothing warm needs an environment for each order of a cold start\'s duration', () => {
  expect(stampedeConcurrency(DEMAND)).toBe(800);
});

test.each([[1, 1], [12.1, 13], [130, 130], [131, 140], [1250, 1300], [12_500, 13_000]])('%d is rounded up to %d', (value, rounded) => {
  expect(roundUp(value)).toBe(rounded);
});

describe('relief', () => {
  test('of the throttle is a higher throttle', () => {
    const { platform, quotas } = relieved(Limit.STAGE_THROTTLE);
    expect(platform).toEqual({ ...PLATFORM, throttleRateLimit: 2500, throttleBurstLimit: 2500 });
    expect(quotas).toEqual(DEFAULT_ACCOUNT);
  });

  test('of the throttle beyond the account\'s is both, with a burst no higher than the account\'s', () => {
    const { platform, quotas } = relieved(Limit.STAGE_THROTTLE, { ...DEMAND, rate: 10_000 });
    expect(platform).toEqual({ ...PLATFORM, throttleRateLimit: 13_000, throttleBurstLimit: 6500 });
    expect(quotas).toEqual({ ...DEFAULT_ACCOUNT, apiRate: 13_000, apiBurst: 6500 });
  });

  test('of the account\'s API quota is a higher quota', () => {
    expect(relieved(Limit.ACCOUNT_API_RATE, { ...DEMAND, rate: 10_000 }).quotas).toEqual({ ...DEFAULT_ACCOUNT, apiRate: 13_000, apiBurst: 6500 });
    expect(relieved(Limit.ACCOUNT_API_RATE).quotas).toEqual(DEFAULT_ACCOUNT);
  });

  test('of concurrency is a reserve for the cold start, which costs nothing, while the account has it', () => {
    const { platform, quotas } = relieved(Limit.RESERVED_CONCURRENCY, { ...DEMAND, rate: 1000 });
    expect(platform.reservedConcurrentExecutions).toBe(500);
    expect(platform.provisionedConcurrentExecutions).toBe(0);
    expect(quotas).toEqual(DEFAULT_ACCOUNT);
  });

  test('of concurrency beyond the account is a reserve for steady traffic, and the quota for it', () => {
    const { platform, quotas } = relieved(Limit.REQUESTS_PER_ENVIRONMENT, { ...DEMAND, rate: 20_000 });
    expect(platform.reservedConcurrentExecutions).toBe(2500);
    expect(quotas.concurrency).toBe(2600);
  });

  test('of a reserve that has room for steady traffic is provisioned concurrency', () => {
    const { platform } = relieved(Limit.RESERVED_CONCURRENCY, { ...DEMAND, rate: 20_000 }, { reservedConcurrentExecutions: 2500 });
    expect(platform.provisionedConcurrentExecutions).toBe(2500);
    expect(platform.reservedConcurrentExecutions).toBe(2500);
  });

  test('of the scaling rate is provisioned concurrency, within a reserve at least as large', () => {
    const { platform } = relieved(Limit.SCALING_RATE);
    expect(platform.provisionedConcurrentExecutions).toBe(250);
    expect(platform.reservedConcurrentExecutions).toBe(250);
  });

  test('of the table is warm throughput in write units', () => {
    expect(relieved(Limit.TABLE_THROUGHPUT, { ...DEMAND, writeUnitsPerOrder: 2 }).platform.warmWriteUnits).toBe(5000);
    expect(relieved(Limit.TABLE_THROUGHPUT).quotas).toEqual(DEFAULT_ACCOUNT);
  });

  test('of the table beyond its quota is both', () => {
    const { platform, quotas } = relieved(Limit.TABLE_PARTITION, { ...DEMAND, rate: 50_000 });
    expect(platform.warmWriteUnits).toBe(63_000);
    expect(quotas.tableWrites).toBe(63_000);
  });
});
