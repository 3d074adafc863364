import { RandomStream } from './random-stream';

/** A stretch of time with a steady mean rate of orders. */
export interface Phase {
  /** Orders a second. */
  readonly rate: number;
  readonly seconds: number;
}

/** Times in seconds at which orders arrive: a Poisson process, or evenly spaced without `random`. */
export function arrivalTimes(phases: readonly Phase[], random?: RandomStream): Float64Array {
  const times: number[] = [];
  let start = 0;
  for (const { rate, seconds } of phases) {
    const gap = () => random ? random.exponential(1 / rate) : 1 / rate;
    for (let offset = gap(); offset <= seconds && rate > 0; offset += gap()) times.push(start + offset);
    start += seconds;
  }
  return Float64Array.from(times);
}
