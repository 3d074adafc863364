import { unmarshall } from '@aws-sdk/util-dynamodb';
import { readJson } from '../../../../lambda/place-order/json/json-reader';
import { JsonObject } from '../../../../lambda/place-order/json/json-value';
import { createDynamoDbClient } from '../../../../lambda/place-order/store/dynamodb-client';
import { storeOrder } from '../../../../lambda/place-order/store/order-store';
import { InvocationRecord } from '../../../../lambda/place-order/telemetry/invocation-record';
import { handlerOn } from '../../../support/api-client';
import { startLossyProxy } from '../../../support/lossy-proxy';
import { SMALL_ORDER } from '../../../support/order-arbitrary';
import { OrdersTable, startOrdersTable } from '../../../support/orders-table';

let table: OrdersTable;

beforeAll(async () => {
  table = await startOrdersTable();
  handlerOn(table.endpoint, table.name);
});

afterAll(async () => table.stop());

/** Stores what a shop's own schema may allow. */
async function store(orderId: string, content: JsonObject) {
  const record = new InvocationRecord({ tableName: table.name, platformName: 'test', logLevel: 'INFO', requireIdempotencyKey: false, priming: false }, 'request');
  return storeOrder(createDynamoDbClient(), table.name, { orderId, payloadHash: 'hash', content }, { requestId: 'request', remainingTime: 20_000, record });
}

async function stored(orderId: string) {
  const { orderId: _id, status, createdAt, requestId, payloadHash, ...content } = unmarshall((await table.items()).get(orderId)!);
  return content;
}

test.each<[string, string]>([
  ['numbers at the edge of what is exact', '{"a":9007199254740991,"b":-9007199254740991,"c":0.1,"d":1e-130,"e":1.7976931348623157e-100,"f":0}'],
  ['every kind of value', '{"s":"","n":1,"t":true,"f":false,"z":null,"l":[],"o":{}}'],
  ['lists in lists', '{"l":[[1,[2,[null,["",{"a":[]}]]]]]}'],
  ['the deepest structure that is read', `{"d":${'['.repeat(29)}${']'.repeat(29)}}`],
  ['members named like what every object has', '{"constructor":{"name":"Set"},"toString":{"constructor":[1]},"length":1}'],
  ['the longest names that are read', `{"${'n'.repeat(65_535)}":1,"o":{"${'€'.repeat(21_845)}":2}}`],
  ['names of a single space and of dots', '{" ":1,"a.b":2,"#c":3,":d":4}'],
])('stores %s as they are', async (name, text) => {
  const { value, violations } = readJson(text);
  expect(violations.listed).toEqual([]);
  await store(name, value as JsonObject);

  expect(await stored(name)).toEqual(JSON.parse(text));
});

const TOO_LONG_NAMES: [string, JsonObject][] = [
  ['at the top', { ['n'.repeat(65_536)]: 1 }],
  ['inside', { o: { ['€'.repeat(21_846)]: 2 } }],
];

test.each(TOO_LONG_NAMES)('a longer name %s is not read', (_where, content) => {
  expect(readJson(JSON.stringify(content)).violations.count).toBe(1);
});

// MiniStack has no such limit: `npm run test:handler-dynamodb-local` runs it.
if (process.env.DYNAMODB_ENDPOINT) {
  test.each(TOO_LONG_NAMES)('a longer name %s is refused by DynamoDB', async (_where, content) => {
    await expect(store('long-name', content)).rejects.toMatchObject({ details: { status: 500 } });
  });
}

test('an order that DynamoDB finds too large is refused with 413', async () => {
  await expect(store('large', { notes: 'x'.repeat(409_600) })).rejects.toMatchObject({ details: { status: 413 } });
  expect((await table.items()).has('large')).toBe(false);
});

test('a missing table is told as such', async () => {
  const answer = await handlerOn(table.endpoint, 'no-such-table')({ body: JSON.stringify(SMALL_ORDER) });

  expect(answer.status).toBe(503);
  expect(answer.record.failure.kind).toBe('TableMissing');
});

test('an order whose write was stored but never answered is stored once, and its retry gets it', async () => {
  const proxy = await startLossyProxy(table.endpoint);
  const request = { body: JSON.stringify(SMALL_ORDER), headers: { 'idempotency-key': 'crash' } };
  const before = (await table.items()).size;

  const lost = await handlerOn(proxy.endpoint, table.name)(request, { remaining: 1_500 });
  await proxy.stop();
  const retried = await handlerOn(table.endpoint, table.name)(request);

  expect(lost.status).toBe(503);
  expect(retried.status).toBe(201);
  expect(retried.headers['Idempotent-Replayed']).toBe('true');
  expect((await table.items()).size).toBe(before + 1);
});
