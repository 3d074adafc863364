import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { RESPONSE_HEADERS } from './response-headers';
import { orderDocument } from '../../order/order-document';
import type { StoredOrder } from '../store/order-store';

/**
 * 201 with the stored order.
 *
 * A function of the submitted order and what its first write fixed, so that a replay answers with the same bytes whatever has become of
 * the item since.
 */
export function orderResponse(order: StoredOrder, basePath = ''): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: 201,
    headers: {
      ...RESPONSE_HEADERS,
      'Content-Type': 'application/json',
      'Location': `${basePath}/orders/${order.orderId}`,
      ...(order.replayed ? { 'Idempotent-Replayed': 'true' } : {}),
    },
    body: JSON.stringify(orderDocument(order)),
  };
}
