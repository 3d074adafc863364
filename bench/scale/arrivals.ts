import { logNormal, RandomStream } from './random-stream';

/** A stretch of time with a steady mean rate of orders. */
export interface Phase {
  /** Orders a second. */
  readonly rate: number;
  readonly seconds: number;
}

/**
 * Times in seconds at which orders arrive: every `weight`-th order of a Poisson process, or evenly spaced ones without `random`.
 *
 * The gap between every n-th order spreads √n times less than the gap between two; a log-normal gap with that spread stands in for the exact one.
 */
export function arrivalTimes(phases: readonly Phase[], random?: RandomStream, weight = 1): Float64Array {
  const gap = gapOf(random, weight);
  const times: number[] = [];
  let start = 0;
  for (const { rate, seconds } of phases) {
    const mean = weight / rate;
    for (let offset = mean * gap(); offset <= seconds && rate > 0; offset += mean * gap()) times.push(start + offset);
    start += seconds;
  }
  return Float64Array.from(times);
}

/** Gaps between arrivals in units of their mean. */
function gapOf(random: RandomStream | undefined, weight: number): () => number {
  if (!random) return () => 1;
  if (weight === 1) return () => random.exponential(1);
  const sampler = logNormal(1, Math.sqrt(Math.log(1 + 1 / weight)));
  return () => sampler(random);
}
