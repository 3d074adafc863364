import { createHash } from 'node:crypto';
import { orderId } from './order-id';
import { orderTotal } from './order-total';
import { isDefaultSchema } from './order-validator';
import type { Order } from './order.generated';
import { requireValidOrder } from './valid-order';
import { canonical, canonicalJson } from '../json/canonical-json';
import type { JsonObject } from '../json/json-value';
import type { OrderRequest } from '../request/order-request';

/** An order that keeps its schema, with the identity it is stored under. */
export interface AcceptedOrder {
  readonly orderId: string;
  /** SHA-256 of the order as submitted, the same for every spelling of it. */
  readonly payloadHash: string;
  /** The submitted members in sorted order; `totalAmount` with them if the schema is the package's own. */
  readonly content: JsonObject;
}

/**
 * Validates a request and makes it an order.
 *
 * @throws Rejection 422
 */
export function acceptOrder({ body, idempotencyKey, caller }: OrderRequest): AcceptedOrder {
  const submitted = canonical(requireValidOrder(body));
  return {
    orderId: orderId(idempotencyKey, caller),
    payloadHash: createHash('sha256').update(canonicalJson(submitted)).digest('base64url'),
    content: isDefaultSchema ? { totalAmount: orderTotal(submitted as unknown as Order), ...submitted } : submitted,
  };
}
