import type { Order } from './order.generated';

/** Sum over all lines in minor units. The schema's bounds keep it below 2^53. */
export function orderTotal(order: Order): number {
  return order.items.reduce((total, { quantity, unitPrice }) => total + quantity * unitPrice, 0);
}
