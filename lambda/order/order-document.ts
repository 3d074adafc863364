import type { JsonObject } from '../place-order/json/json-value';

/** Status of every order until somebody else changes it. */
export const RECEIVED = 'RECEIVED';

/** What an order consists of for everybody outside. */
export interface OrderContent {
  readonly orderId: string;
  readonly createdAt: string;
  /** The submitted members in sorted order, and the total if the platform computed one. */
  readonly content: JsonObject;
}

/**
 * The order as the 201 answers it and as its event tells it: the same members in the same order.
 *
 * The total comes before the other members, since a table keeps no order of attributes that could tell who had added it.
 */
export function orderDocument({ orderId, createdAt, content }: OrderContent): JsonObject {
  const { totalAmount, ...members } = content;
  return { orderId, status: RECEIVED, createdAt, ...(totalAmount === undefined ? {} : { totalAmount }), ...members };
}
