import { BundleMutation } from './mutation';

/** A mutation of the function that takes orders. */
export function placeOrder(mutation: Omit<BundleMutation, 'name'>): BundleMutation {
  return { name: 'place-order', ...mutation };
}

/** Every request is an order of its own. */
export const keyIgnored = placeOrder({
  instead: 'async ({ headers: { \'idempotency-key\': _ignored, ...headers }, ...event }, context) => handler({ ...event, headers }, context)',
});
