/** The same symbol in every copy of this package. */
const MARK = Symbol.for('cdk-order-processing-platform.OrderProcessingPlatform');

/**
 * Makes a platform known as one to all copies of this package.
 *
 * @internal
 */
export function markPlatform(platform: object): void {
  Object.defineProperty(platform, MARK, { value: true });
}

/**
 * Whether something is a platform, of whichever copy.
 *
 * @internal
 */
export function isMarkedPlatform(x: unknown): boolean {
  return typeof x === 'object' && x !== null && MARK in x;
}
