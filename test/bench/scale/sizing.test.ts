import { DEFAULT_ACCOUNT, OrderWork, PlatformSettings } from '../../../bench/scale/configuration';
import { propsBetween, roundUp, sized } from '../../../bench/scale/sizing';

const WORK: OrderWork = { warm: 0.015, cold: 0.4, writeUnits: 1 };
const PLATFORM: PlatformSettings = {
  throttleRateLimit: 1000,
  throttleBurstLimit: 2000,
  reservedConcurrentExecutions: 100,
  provisionedConcurrentExecutions: 0,
  warmWriteUnits: 0,
  memorySize: 256,
};

function sizedFor(rate: number, work: Partial<OrderWork> = {}) {
  return sized(rate, { platform: PLATFORM, quotas: DEFAULT_ACCOUNT }, { ...WORK, ...work });
}

test.each([[1, 1], [12.1, 13], [130, 130], [131, 140], [1250, 1300], [12_500, 13_000]])('%d is rounded up to %d', (value, rounded) => {
  expect(roundUp(value)).toBe(rounded);
});

test('what is enough is left alone', () => {
  expect(sizedFor(100)).toEqual({ platform: PLATFORM, quotas: DEFAULT_ACCOUNT });
});

test('a reserve holds the cold starts of the burst, which costs nothing, while the account has it', () => {
  expect(sizedFor(1000)).toEqual({
    platform: { ...PLATFORM, throttleRateLimit: 1300, reservedConcurrentExecutions: 500 },
    quotas: DEFAULT_ACCOUNT,
  });
});

test('beyond that environments are kept ready for ten orders a second each', () => {
  const { platform, quotas } = sizedFor(20_000);
  expect([platform.reservedConcurrentExecutions, platform.provisionedConcurrentExecutions]).toEqual([2500, 2500]);
  expect(quotas.concurrency).toBe(2600);
});

test('long orders need as many environments as Little\'s law says', () => {
  expect(sizedFor(10_000, { warm: 0.5 }).platform.provisionedConcurrentExecutions).toBe(6300);
});

test('a throttle beyond the account\'s raises that, and no burst exceeds the one that goes with it', () => {
  const { platform, quotas } = sizedFor(10_000);
  expect(platform).toMatchObject({ throttleRateLimit: 13_000, throttleBurstLimit: 6500 });
  expect(quotas).toMatchObject({ apiRate: 13_000, apiBurst: 6500 });
});

test('a table is warmed in write units, not orders, and its quota raised where that is more', () => {
  expect(sizedFor(2000, { writeUnits: 4 }).platform.warmWriteUnits).toBe(10_000);
  expect(sizedFor(2000, { writeUnits: 4 }).quotas.tableWrites).toBe(40_000);
  expect(sizedFor(2000, { writeUnits: 40 }).quotas.tableWrites).toBe(100_000);
});

test('only what differs becomes a prop', () => {
  expect(propsBetween(PLATFORM, PLATFORM)).toEqual({});
  expect(propsBetween(PLATFORM, { ...PLATFORM, throttleRateLimit: 7, warmWriteUnits: 9000 })).toEqual({
    apiOptions: { throttle: { rateLimit: 7 } }, tableOptions: { warmThroughput: { writeUnitsPerSecond: 9000 } },
  });
});
