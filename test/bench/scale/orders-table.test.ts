import { UNLIMITED_PLATFORM } from './unlimited';
import { grownCapacity, tableCapacity } from '../../../bench/scale/orders-table';
import { DEFAULT_ACCOUNT } from '../../../bench/scale/settings';

test.each([
  [0, 4_000], [29, 4_000], [30, 8_000], [59, 8_000], [60, 16_000], [90, 32_000], [120, 40_000], [180, 40_000],
])('after %d minutes beyond its capacity a new table is sure to take %d write units a second', (minutes, capacity) => {
  expect(grownCapacity(4_000, minutes, 40_000)).toBe(capacity);
});

test.each([
  [0, 4_000], [3_000, 4_000], [13_000, 13_000], [50_000, 40_000],
])('with warm throughput of %d it takes %d from the start, at most its quota', (warmWriteUnits, capacity) => {
  expect(tableCapacity({ ...UNLIMITED_PLATFORM, warmWriteUnits }, DEFAULT_ACCOUNT)).toBe(capacity);
});
