import * as fc from 'fast-check';
import type { Order } from '../../lambda/place-order/order/order.generated';

// Any text that is Unicode; JSON schema counts its length in code points. Unescaped, U+FFFD stands for bytes that were none: that has a test of its own.
const text = (maxLength: number) => (
  fc.string({ unit: 'binary', minLength: 1, maxLength: Math.min(maxLength, 40) }).filter((value) => !value.includes('\ufffd'))
);

const memberName = fc.oneof(
  text(64),
  fc.constantFrom('constructor', 'toString', 'hasOwnProperty', 'length', 'a/b', '~1', ' ', '0'),
).filter((name) => name !== '__proto__');

/** Orders that keep the default schema, from the smallest to odd ones. */
export const validOrder = fc.record({
  reference: text(64),
  currency: fc.constantFrom<Order['currency']>('EUR', 'JPY', 'KWD', 'USD'),
  customer: fc.record({
    id: text(64),
    email: fc.constantFrom('a@b', 'ada@example.com', 'ünï@exämple.com', '"x y"@example.com'.replace(' ', '')),
    name: text(200),
    phone: text(32),
  }, { requiredKeys: ['email'] }),
  shippingAddress: fc.record({
    recipient: text(200),
    line1: text(200),
    line2: text(200),
    city: text(100),
    region: text(100),
    postalCode: text(16),
    country: fc.constantFrom('DE', 'US'),
  }, { requiredKeys: ['line1', 'city', 'country'] }),
  items: fc.array(fc.record({
    sku: text(64),
    name: text(200),
    quantity: fc.integer({ min: 1, max: 10_000 }),
    unitPrice: fc.integer({ min: 0, max: 1_000_000_000 }),
  }, { requiredKeys: ['sku', 'quantity', 'unitPrice'] }), { minLength: 1, maxLength: 6 }),
  notes: fc.string({ unit: 'binary', maxLength: 100 }),
  metadata: fc.dictionary(memberName, fc.string({ unit: 'binary', maxLength: 40 }), { maxKeys: 6, noNullPrototype: true }),
}, { requiredKeys: ['currency', 'customer', 'items'] });

/** The smallest order. */
export const SMALL_ORDER = {
  currency: 'USD',
  customer: { email: 'ada@example.com' },
  items: [{ sku: 'MUG', quantity: 2, unitPrice: 1999 }],
} satisfies Order;

/** An order of three lines with what a shop usually knows. */
export const USUAL_ORDER = {
  reference: 'WEB-10042',
  currency: 'USD',
  customer: { id: 'C-4711', email: 'ada@example.com', name: 'Ada Example' },
  shippingAddress: { line1: '12 Orchard Road', city: 'Springfield', region: 'IL', postalCode: '62704', country: 'US' },
  items: [
    { sku: 'MUG-BLUE', name: 'Blue mug', quantity: 2, unitPrice: 1999 },
    { sku: 'TEA-ASSAM-250', name: 'Assam tea, 250 g', quantity: 1, unitPrice: 850 },
    { sku: 'SPOON', name: 'Tea spoon', quantity: 6, unitPrice: 120 },
  ],
} satisfies Order;
