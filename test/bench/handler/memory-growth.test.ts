import { medianGrowth, MemoryGrowth } from '../../../bench/handler/memory-growth';

const grown = (ratio: number): MemoryGrowth => ({
  few: { orders: 1, resident: 100, heap: 50 }, many: { orders: 2, resident: ratio * 100, heap: 50 }, ratio, ratios: [ratio],
});

test('of several processes the one in the middle counts, and the spread is kept', () => {
  expect(medianGrowth([grown(1.2), grown(0.9), grown(1.05)])).toEqual({ ...grown(1.05), ratios: [0.9, 1.05, 1.2] });
});
