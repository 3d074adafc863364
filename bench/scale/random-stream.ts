/* eslint-disable no-bitwise -- random numbers are made of bits */

/**
 * A seeded stream of random numbers (xorshift128). Integer arithmetic and Math.log only: the same numbers on every machine.
 */
export class RandomStream {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(seed: number) {
    // Neighbouring seeds give unrelated streams.
    this.a = scramble(seed);
    this.b = scramble(seed ^ 0x9e3779b9);
    this.c = scramble(seed + 0x3c6ef372);
    this.d = scramble(seed ^ 0x78dde6e4) | 1;
  }

  /** 32 random bits. */
  public bits(): number {
    let t = this.d;
    const s = this.a;
    this.d = this.c;
    this.c = this.b;
    this.b = s;
    t ^= t << 11;
    t ^= t >>> 8;
    this.a = t ^ s ^ (s >>> 19);
    return this.a >>> 0;
  }

  /** Uniform in (0, 1). */
  public uniform(): number {
    return (this.bits() + 0.5) / 0x1_0000_0000;
  }

  /** Exponentially distributed. */
  public exponential(mean: number): number {
    return -mean * Math.log(this.uniform());
  }
}

/** Mixes all bits of an integer, as a hash function does. */
export function scramble(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** Draws from a distribution of durations. */
export type Sampler = (random: RandomStream) => number;

export function constant(value: number): Sampler {
  return () => value;
}

export function exponential(mean: number): Sampler {
  return random => random.exponential(mean);
}

const TABLE_BITS = 12;

/**
 * Log-normal with the given mean; `spread` is the standard deviation of the logarithm. Drawn from 4,096 tabulated quantiles,
 * which cuts the tail at the 99.99th percentile.
 */
export function logNormal(mean: number, spread: number): Sampler {
  const quantiles = NORMAL_QUANTILES.map(quantile => Math.exp(spread * quantile));
  const scale = mean * quantiles.length / quantiles.reduce((sum, quantile) => sum + quantile);
  const table = quantiles.map(quantile => quantile * scale);
  return random => table[random.bits() >>> (32 - TABLE_BITS)];
}

const NORMAL_QUANTILES = normalQuantiles(1 << TABLE_BITS);

/** The middles of `count` equally likely slices of the standard normal distribution, by walking along its density. */
function normalQuantiles(count: number): Float64Array {
  const quantiles = new Float64Array(count);
  const step = 1e-4;
  const slice = Math.sqrt(2 * Math.PI) / step / count;
  let area = 0;
  for (let index = 0, x = -8; index < count; x += step) {
    area += Math.exp(-(x + step / 2) * (x + step / 2) / 2);
    while (index < count && area >= (index + 0.5) * slice) quantiles[index++] = x + step;
  }
  return quantiles;
}
