import { arrivalTimes } from '../../../bench/scale/arrivals';
import { exponential, logNormal, RandomStream, Sampler } from '../../../bench/scale/random-stream';

function draws(sampler: Sampler, count = 200_000): number[] {
  const random = new RandomStream(42);
  return Array.from({ length: count }, () => sampler(random));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map(value => (value - middle) ** 2)));
}

test('uniform numbers fill (0, 1) evenly', () => {
  const values = draws(random => random.uniform());
  expect(mean(values)).toBeCloseTo(0.5, 2);
  expect(deviation(values)).toBeCloseTo(Math.sqrt(1 / 12), 2);
  expect(Math.min(...values.slice(0, 1000))).toBeGreaterThan(0);
});

test('exponential numbers have a deviation equal to their mean', () => {
  const values = draws(exponential(3));
  expect(mean(values) / 3).toBeCloseTo(1, 2);
  expect(deviation(values) / 3).toBeCloseTo(1, 2);
});

test('log-normal numbers have the mean asked for and the deviation that their spread makes', () => {
  const values = draws(logNormal(5, 0.5));
  expect(mean(values) / 5).toBeCloseTo(1, 2);
  expect(deviation(values) / 5).toBeCloseTo(Math.sqrt(Math.exp(0.25) - 1), 1);
});

test('neighbouring seeds give unrelated streams, equal seeds equal ones', () => {
  const first = Array.from({ length: 5 }, () => new RandomStream(1).bits());
  expect(new Set(first).size).toBe(1);
  const seeds = Array.from({ length: 1000 }, (_value, seed) => new RandomStream(seed).uniform());
  expect(mean(seeds)).toBeCloseTo(0.5, 1);
  expect(new Set(seeds).size).toBe(1000);
});

describe('arrivals', () => {
  const gaps = (times: Float64Array) => [...times].slice(1).map((time, index) => time - times[index]);

  test('of a Poisson process come at the rate, with exponential gaps', () => {
    const times = arrivalTimes([{ rate: 500, seconds: 100 }], new RandomStream(3));
    expect(Math.abs(times.length - 50_000)).toBeLessThan(3 * Math.sqrt(50_000));
    expect(deviation(gaps(times)) / mean(gaps(times))).toBeCloseTo(1, 1);
  });

  test('of every 16th order spread a quarter as much', () => {
    const times = arrivalTimes([{ rate: 16_000, seconds: 20 }], new RandomStream(3), 16);
    expect(times.length / 20_000).toBeCloseTo(1, 2);
    expect(deviation(gaps(times)) / mean(gaps(times))).toBeCloseTo(1 / 4, 2);
  });

  test('follow each phase in turn', () => {
    const times = [...arrivalTimes([{ rate: 10, seconds: 10 }, { rate: 0, seconds: 5 }, { rate: 1000, seconds: 10 }], new RandomStream(3))];
    expect(times.filter(time => time <= 10).length).toBeLessThan(150);
    expect(times.filter(time => time > 10 && time < 15)).toEqual([]);
    expect(times.filter(time => time >= 15).length / 10_000).toBeCloseTo(1, 1);
  });
});
