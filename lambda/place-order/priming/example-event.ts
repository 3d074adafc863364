import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** A request such as a shop sends, with what makes each part of the handler run once. It is never stored. */
const ORDER = {
  reference: 'PRIMING',
  currency: 'USD',
  customer: { email: 'priming@example.com', name: 'Nobody' },
  shippingAddress: { line1: '1', city: '-', postalCode: '00000', country: 'US' },
  items: [{ sku: 'A', name: 'A, 250 g', quantity: 2, unitPrice: 1999 }, { sku: 'B', quantity: 1, unitPrice: 850 }],
  notes: 'é',
  metadata: { a: 'b' },
};

/** An API event with such an order. */
export const EXAMPLE_EVENT = {
  version: '2.0',
  headers: { 'content-type': 'application/json', 'idempotency-key': '00000000-0000-4000-8000-000000000000' },
  requestContext: { http: { method: 'POST', path: '/orders' } },
  isBase64Encoded: false,
  body: JSON.stringify(ORDER),
} as unknown as APIGatewayProxyEventV2;

/** The context of an invocation that has time enough. */
export const EXAMPLE_CONTEXT = { awsRequestId: 'priming', getRemainingTimeInMillis: () => 30_000 };
