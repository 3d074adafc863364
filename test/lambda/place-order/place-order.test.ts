import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as fc from 'fast-check';
import { handlerOn, Post } from '../../support/api-client';
import { expectDocumented } from '../../support/documented-answers';
import { SMALL_ORDER, USUAL_ORDER, validOrder } from '../../support/order-arbitrary';
import { OrdersTable, startOrdersTable } from '../../support/orders-table';

let table: OrdersTable;
let post: Post;

beforeAll(async () => {
  table = await startOrdersTable();
  post = handlerOn(table.endpoint, table.name);
});

afterAll(async () => table.stop());

const keyed = (key: string, order: unknown = SMALL_ORDER) => ({ body: JSON.stringify(order), headers: { 'idempotency-key': key } });

describe('a valid order', () => {
  test('is answered with 201, its location and itself', async () => {
    const answer = await post({ body: JSON.stringify(USUAL_ORDER) });

    expectDocumented(answer);
    expect(answer.status).toBe(201);
    expect(answer.headers.Location).toBe(`/orders/${answer.json.orderId}`);
    expect(answer.headers).not.toHaveProperty('Idempotent-Replayed');
    expect(answer.json).toEqual({
      orderId: expect.any(String), createdAt: expect.any(String), status: 'RECEIVED', totalAmount: 2 * 1999 + 850 + 6 * 120, ...USUAL_ORDER,
    });
  });

  test('is located behind the base path of a domain, and a replay at the one of its own request: the bodies are the same bytes', async () => {
    const request = keyed('base-path');
    const [atRoot, behind] = [await post(request), await handlerOn(table.endpoint, table.name, { basePath: '/v1' })(request)];

    expectDocumented(behind);
    expect(behind.headers.Location).toBe(`/v1/orders/${atRoot.json.orderId}`);
    expect(behind.headers['Idempotent-Replayed']).toBe('true');
    expect(behind.text).toBe(atRoot.text);
  });

  test('is stored with what the answer says', async () => {
    const answer = await post({ body: JSON.stringify(USUAL_ORDER) });

    const { requestId, payloadHash, ...stored } = unmarshall((await table.items()).get(answer.json.orderId)!);
    expect(stored).toEqual(answer.json);
    expect(requestId).toBe(answer.requestId);
    expect(payloadHash).toMatch(/^[\w-]{43}$/);
  });

  test('of three lines takes one write unit', async () => {
    const { json } = await post({ body: JSON.stringify(USUAL_ORDER) });

    expect(itemSize((await table.items()).get(json.orderId)!)).toBeLessThanOrEqual(1024);
  });

  test('without key is a new order each time', async () => {
    const before = (await table.items()).size;
    const [one, other] = [await post({ body: JSON.stringify(SMALL_ORDER) }), await post({ body: JSON.stringify(SMALL_ORDER) })];

    expect(one.json.orderId).not.toBe(other.json.orderId);
    expect((await table.items()).size).toBe(before + 2);
  });

  test('of any content is stored and returned unaltered', async () => {
    await fc.assert(fc.asyncProperty(validOrder, async (order) => {
      const answer = await post({ body: JSON.stringify(order) });

      expectDocumented(answer);
      expect(answer.json).toEqual({ ...order, orderId: answer.json.orderId, status: 'RECEIVED', createdAt: answer.json.createdAt, totalAmount: expect.any(Number) });
      const { requestId, payloadHash, ...stored } = unmarshall((await table.items()).get(answer.json.orderId)!);
      expect(stored).toEqual(answer.json);
      await table.delete(answer.json.orderId);
    }), { numRuns: 60 });
  });

  test('at the upper bounds is stored with its exact total', async () => {
    const items = Array.from({ length: 100 }, () => ({ sku: '\u{1F9FE}'.repeat(64), name: '\u{1F9FE}'.repeat(200), quantity: 10_000, unitPrice: 1_000_000_000 }));
    const metadata = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`${n}`.padEnd(64, 'x'), '\u{1F9FE}'.repeat(500)]));
    const { status, json } = await post({ body: JSON.stringify({ ...SMALL_ORDER, items, metadata, notes: '\u{1F9FE}'.repeat(2000) }) });

    expect(status).toBe(201);
    expect(json.totalAmount).toBe(1e15);
    expect((await table.items()).get(json.orderId)!.totalAmount).toEqual({ N: '1000000000000000' });
  });
});

describe('an idempotency key', () => {
  test('gives the same answer, byte for byte, to every repetition, and one item', async () => {
    const first = await post(keyed('same'));
    const again = await post(keyed('same'));

    expectDocumented(again);
    expect(again.status).toBe(201);
    expect(again.text).toBe(first.text);
    expect(again.headers).toEqual({ ...first.headers, 'Idempotent-Replayed': 'true' });
    expect([...(await table.items()).values()].filter(({ orderId }) => orderId.S === first.json.orderId)).toHaveLength(1);
  });

  test('gives the first answer even after the item has moved on', async () => {
    const first = await post(keyed('moved-on'));
    await table.setStatus(first.json.orderId, 'SHIPPED');

    expect((await post(keyed('moved-on'))).text).toBe(first.text);
    expect((await table.items()).get(first.json.orderId)!.status).toEqual({ S: 'SHIPPED' });
  });

  test('takes the same order in another spelling for the same', async () => {
    const first = await post(keyed('spelling', SMALL_ORDER));
    const { currency, customer, items: [{ sku, quantity, unitPrice }] } = SMALL_ORDER;
    const body = `{ "items": [{"unitPrice": ${unitPrice}.0, "sku": "\\u004dUG", "quantity": ${quantity}}],`
      + ` "customer": ${JSON.stringify(customer)}, "currency": "${currency}" }`;
    expect(sku).toBe('MUG');

    const again = await post({ body, headers: { 'idempotency-key': 'spelling' } });
    expect(again.text).toBe(first.text);
    expect(again.headers['Idempotent-Replayed']).toBe('true');
  });

  test('is the same bare and quoted, whatever the casing of its header', async () => {
    const first = await post({ body: JSON.stringify(SMALL_ORDER), headers: { 'Idempotency-KEY': 'quoted' } });
    const again = await post({ body: JSON.stringify(SMALL_ORDER), headers: { 'iDEMPOTENCY-key': '"quoted"' } });

    expect(again.text).toBe(first.text);
  });

  test('of another order is refused with 422, and the stored order stays', async () => {
    const first = await post(keyed('reused'));
    const before = (await table.items()).get(first.json.orderId);
    const other = await post(keyed('reused', { ...SMALL_ORDER, notes: 'another one' }));

    expectDocumented(other);
    expect(other.status).toBe(422);
    expect(other.json.type).toMatch(/:idempotency-key-reused$/);
    expect((await table.items()).get(first.json.orderId)).toEqual(before);
  });

  test('sent many times at once stores one item and answers all alike', async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => post(keyed('at-once'))));

    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ headers }) => !('Idempotent-Replayed' in headers))).toHaveLength(1);
  });

  test('of one caller says nothing about another caller\'s order', async () => {
    const authorizer = (sub: string) => ({ jwt: { claims: { iss: 'https://idp.example', sub } } });
    const ada = await post({ ...keyed('shared'), authorizer: authorizer('ada') });
    const bob = await post({ ...keyed('shared', { ...SMALL_ORDER, notes: 'mine' }), authorizer: authorizer('bob') });
    const anonymous = await post(keyed('shared'));

    expect([ada.status, bob.status, anonymous.status]).toEqual([201, 201, 201]);
    expect(new Set([ada, bob, anonymous].map(({ json }) => json.orderId)).size).toBe(3);
    expect((await post({ ...keyed('shared'), authorizer: authorizer('ada') })).text).toBe(ada.text);
  });

  test('is required where the shop says so', async () => {
    const strict = handlerOn(table.endpoint, table.name, { requireIdempotencyKey: true });
    const answer = await strict({ body: JSON.stringify(SMALL_ORDER) });

    expectDocumented(answer);
    expect(answer.status).toBe(400);
    expect(answer.json.type).toMatch(/:idempotency-key-missing$/);
    expect((await strict(keyed('given'))).status).toBe(201);
  });
});

/** Size of an item in bytes as DynamoDB counts it. */
function itemSize(item: object): number {
  const size = (value: Record<string, unknown>): number => {
    const [[type, content]] = Object.entries(value);
    if (type === 'S') return Buffer.byteLength(content as string);
    if (type === 'N') return Math.ceil((content as string).replace(/[-.]/g, '').length / 2) + 1;
    const children = type === 'L' ? (content as object[]).map((child) => ['', child] as const) : Object.entries(content as object);
    return 3 + children.reduce((sum, [name, child]) => sum + 1 + Buffer.byteLength(name) + size(child), 0);
  };
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + size(value), 0);
}
