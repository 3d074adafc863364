import * as fc from 'fast-check';
import { estimate, pairedRatio, shuffled } from '../../../bench/handler/statistics';

test('the median of an even number of values lies between the middle two', () => {
  expect(estimate([4, 1, 3, 2]).median).toBe(2.5);
});

test('an outlier moves neither the median nor its interval', () => {
  const calm = Array.from({ length: 40 }, (_value, index) => index);
  const { median, low, high } = estimate([...calm.slice(0, 39), 1e9]);
  expect(median).toBe(19.5);
  expect(low).toBeGreaterThan(10);
  expect(high).toBeLessThan(30);
});

test('the interval holds the median and lies within the values', () => {
  fc.assert(fc.property(fc.array(fc.double({ noNaN: true, min: 0, max: 1e6 }), { minLength: 1, maxLength: 60 }), (values) => {
    const { median, low, high } = estimate(values);
    expect(low).toBeLessThanOrEqual(median);
    expect(high).toBeGreaterThanOrEqual(median);
    expect(values).toEqual(expect.arrayContaining([low, high]));
  }));
});

test('a ratio pairs what happened in the same round', () => {
  // Each round twice as slow as the one before, always 1.5 apart.
  expect(pairedRatio([1.5, 3, 6], [1, 2, 4])).toEqual({ median: 1.5, low: 1.5, high: 1.5 });
});

test('unpaired values are refused', () => {
  expect(() => pairedRatio([1, 2], [1])).toThrow('2 values cannot be paired with 1');
});

test('shuffling keeps every value', () => {
  fc.assert(fc.property(fc.array(fc.integer()), (values) => {
    expect([...shuffled(values)].sort()).toEqual([...values].sort());
  }));
});
