/**
 * Settings of the orders that the shipped handler takes. Not with `handler`, which has rules of its own.
 */
export interface OrderOptions {
  /**
   * Whether an order without an `Idempotency-Key` header is refused with 400.
   *
   * @default false
   */
  readonly requireIdempotencyKey?: boolean;
}
