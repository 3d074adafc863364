// Looking a global up is slow under jest, and this runs with every request.
const { min } = Math;

/** A token bucket: `rate` tokens a second flow in, at most `burst` stay. */
export class TokenBucket {
  private tokens: number;
  private filledAt = 0;

  constructor(private readonly rate: number, private readonly burst: number) {
    this.tokens = burst;
  }

  /** Takes `count` tokens at time `now` (seconds), or none at all. */
  public take(now: number, count: number): boolean {
    const available = this.available(now);
    if (available < count) return false;
    this.tokens = available - count;
    return true;
  }

  /** Tokens in the bucket at time `now`. */
  public available(now: number): number {
    if (now > this.filledAt) {
      this.tokens = min(this.burst, this.tokens + (now - this.filledAt) * this.rate);
      this.filledAt = now;
    }
    return this.tokens;
  }
}
