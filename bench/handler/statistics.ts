/** A median with the range in which the true one lies, at 95% confidence. */
export interface Estimate {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Median and its confidence interval, from the order of the values alone: whatever their distribution, a slow outlier moves nothing.
 *
 * @throws Error without values
 */
export function estimate(values: readonly number[]): Estimate {
  if (values.length === 0) throw new Error('No values to take the median of');
  const sorted = [...values].sort((left, right) => left - right);
  const middle = (sorted.length - 1) / 2;
  // Normal approximation to the binomial distribution of ranks.
  const reach = 0.98 * Math.sqrt(sorted.length);
  return {
    median: (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2,
    low: sorted[Math.max(0, Math.floor(middle - reach))],
    high: sorted[Math.min(sorted.length - 1, Math.ceil(middle + reach))],
  };
}

/** Ratio of two contestants: the median over rounds of what both did in the same round, so that a slow minute slows both. */
export function pairedRatio(numerators: readonly number[], denominators: readonly number[]): Estimate {
  if (numerators.length !== denominators.length) throw new Error(`${numerators.length} values cannot be paired with ${denominators.length}`);
  return estimate(numerators.map((numerator, round) => numerator / denominators[round]));
}

/** A random order of the same values. */
export function shuffled<T>(values: readonly T[]): T[] {
  const shuffling = [...values];
  for (let last = shuffling.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    [shuffling[last], shuffling[other]] = [shuffling[other], shuffling[last]];
  }
  return shuffling;
}
