/** What of an order's schema the documents are made from. */
export interface OrderSchema extends Readonly<Record<string, unknown>> {
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What the platform adds to an order of the shipped schema, in the order in which the API answers. */
export const PLATFORM_MEMBERS = {
  orderId: { description: 'Id under which the order is stored.', type: 'string', format: 'uuid' },
  status: { description: 'State of a new order.', const: 'RECEIVED' },
  createdAt: { description: 'When the order was first received.', type: 'string', format: 'date-time' },
  totalAmount: {
    description: 'Sum of quantity times unit price in minor units.', type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER,
  },
} as const;

/** The order that examples are about. */
export interface ExampleOrder extends Record<string, unknown> {
  readonly items: readonly { readonly quantity: number; readonly unitPrice: number }[];
}

/** What the API answers for an order that it has just stored. */
export function storedOrder(order: ExampleOrder): Record<string, unknown> {
  return {
    orderId: '5f0c8f3e-3b1d-5d0a-9a53-2f6a2f1f7c11',
    status: 'RECEIVED',
    createdAt: '2026-01-01T12:00:00.000Z',
    totalAmount: order.items.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0),
    ...order,
  };
}
