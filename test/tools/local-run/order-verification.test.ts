import { OrderPlacement } from '../../../tools/local-run/order-placement';
import { deliveryDifferences, differences } from '../../../tools/local-run/order-verification';

const sent = { reference: 'A-1', items: [{ sku: 'MUG', quantity: 2 }] };
const answered = { ...sent, orderId: '42', status: 'RECEIVED' };
const stored = { ...answered, payloadHash: 'x' };
const log = ['START', '{"orderId":"42"}'];

function placement(status = 201, location = '/orders/42'): OrderPlacement {
  return {
    request: { url: 'http://api/orders', headers: {}, body: JSON.stringify(sent) },
    response: { status, headers: { location }, body: JSON.stringify(answered) },
  };
}

test('nothing, if the order is stored once, as it was sent and answered', () => {
  expect(differences(placement(), [stored], log)).toEqual([]);
});

test('another status, with what was answered', () => {
  expect(differences(placement(503), [stored], log)).toEqual([expect.stringContaining('answered 503 instead of 201: {')]);
});

test('a Location that is not the order', () => {
  expect(differences(placement(201, '/orders/41'), [stored], log)).toEqual(['the Location header is /orders/41, not /orders/42']);
});

test.each([[0, []], [2, [stored, stored]]])('%d stored orders', (count, items) => {
  expect(differences(placement(), items, log)).toEqual([`the table holds ${count} orders instead of 1`]);
});

test('a nested value that was sent otherwise', () => {
  expect(differences(placement(), [{ ...stored, items: [{ sku: 'MUG', quantity: 3 }] }], log)).toContain(
    'items was sent as [{"sku":"MUG","quantity":2}] but is stored as [{"sku":"MUG","quantity":3}]');
});

test('a value that was answered but is not stored', () => {
  const { status, ...withoutStatus } = stored;
  expect(differences(placement(), [withoutStatus], log)).toEqual([`status was answered as "${status}" but is stored as undefined`]);
});

test('a log that does not name the order', () => {
  expect(differences(placement(), [stored], ['START'])).toEqual(['no line of the function\'s log names order 42']);
});

function document(members: object = {}): string {
  return JSON.stringify({ specversion: '1.0', id: '42', data: answered, ...members });
}

test.each([[1], [2]])('nothing, if the consumer got the order %d times as it was answered', (times) => {
  expect(deliveryDifferences(placement(), Array(times).fill(document()))).toEqual([]);
});

test('a document of another order', () => {
  expect(deliveryDifferences(placement(), [document(), document({ id: '41' })])).toEqual(['the document\'s id is "41", not the order\'s, "42"']);
});

test.each([
  ['lacks a member', sent], ['has one more', stored], ['has another value', { ...answered, items: [] }], ['is missing', undefined],
])('data that %s', (_what, data) => {
  expect(deliveryDifferences(placement(), [document({ data })])).toEqual([`data is ${JSON.stringify(data)} but was answered as ${JSON.stringify(answered)}`]);
});

test('a message that is no document', () => {
  expect(() => deliveryDifferences(placement(), ['hello'])).toThrow(SyntaxError);
});
