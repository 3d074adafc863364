import orderSchema from '../../../../lambda/place-order/order/order.schema.json';
import { OrderMetric, OrderMetricDimension, RejectionReason } from '../../../../src/handler-contract/order-metrics';
import { handlerOn, Post } from '../../../support/api-client';
import { recordedMetrics } from '../../../support/embedded-metric-format';
import { FaultyDynamoDb, startFaultyDynamoDb } from '../../../support/faulty-dynamodb';
import { SMALL_ORDER, USUAL_ORDER } from '../../../support/order-arbitrary';

let dynamoDb: FaultyDynamoDb;
let post: Post;

beforeAll(async () => {
  dynamoDb = await startFaultyDynamoDb();
  post = handlerOn(dynamoDb.endpoint, 'orders');
});

afterAll(async () => dynamoDb.stop());

const usual = { body: JSON.stringify(USUAL_ORDER), headers: { 'idempotency-key': 'k' } };

test('a new order counts itself, its units, its value by currency and the write', async () => {
  dynamoDb.next('store');

  expect(recordedMetrics((await post(usual)).record)).toEqual({
    'OrdersPlaced{Platform=shop-test}': 1,
    'OrderItems{Platform=shop-test}': 9,
    'OrderValue{Platform=shop-test,Currency=USD}': 5568,
    'WriteLatency{Platform=shop-test}': expect.any(Number),
  });
});

test('the value of an order counts in every currency that an order may be in', async () => {
  dynamoDb.next('store');
  const uncounted: string[] = [];
  for (const currency of orderSchema.properties.currency.enum) {
    const { record } = await post({ body: JSON.stringify({ ...SMALL_ORDER, currency }) });
    if (recordedMetrics(record)[`OrderValue{Platform=shop-test,Currency=${currency}}`] !== 3998) uncounted.push(currency);
  }

  expect(uncounted).toEqual([]);
});

test('a replay counts as one, not as an order', async () => {
  dynamoDb.next('store');
  await post(usual);
  dynamoDb.next({ status: 400, error: 'ConditionalCheckFailedException', item: dynamoDb.attempts[0].body.Item });

  expect(recordedMetrics((await post(usual)).record)).toEqual({
    'OrdersReplayed{Platform=shop-test}': 1,
    'WriteLatency{Platform=shop-test}': expect.any(Number),
  });
});

test.each<[RejectionReason, Parameters<Post>[0]]>([
  [RejectionReason.INVALID_JSON, { body: '{' }],
  [RejectionReason.INVALID_ORDER, { body: '{}' }],
  [RejectionReason.IDEMPOTENCY_KEY_INVALID, { body: '{}', headers: { 'idempotency-key': '' } }],
  [RejectionReason.UNSUPPORTED_MEDIA_TYPE, { body: '{}', headers: { 'content-type': 'text/plain' } }],
  [RejectionReason.PAYLOAD_TOO_LARGE, { body: ' '.repeat(400_000) }],
])('a rejection counts in total and by its reason, %s', async (reason, request) => {
  expect(recordedMetrics((await post(request)).record)).toEqual({
    'OrdersRejected{Platform=shop-test}': 1,
    [`OrdersRejected{Platform=shop-test,Reason=${reason}}`]: 1,
  });
});

test('a missing key counts by its reason', async () => {
  const strict = handlerOn(dynamoDb.endpoint, 'orders', { requireIdempotencyKey: true });

  expect(recordedMetrics((await strict({ body: '{}' })).record)).toHaveProperty(['OrdersRejected{Platform=shop-test,Reason=IdempotencyKeyMissing}'], 1);
});

test('a reused key counts as a rejection and a write', async () => {
  dynamoDb.next({ status: 400, error: 'ConditionalCheckFailedException', item: { payloadHash: { S: 'another' } } });

  expect(recordedMetrics((await post(usual)).record)).toEqual({
    'OrdersRejected{Platform=shop-test}': 1,
    'OrdersRejected{Platform=shop-test,Reason=IdempotencyKeyReused}': 1,
    'WriteLatency{Platform=shop-test}': expect.any(Number),
  });
});

test('a failed write counts as failure and not as rejection', async () => {
  dynamoDb.next({ status: 400, error: 'AccessDeniedException' });

  expect(recordedMetrics((await post(usual)).record)).toEqual({
    'WriteFailures{Platform=shop-test}': 1,
    'WriteLatency{Platform=shop-test}': expect.any(Number),
  });
});

test('every metric and dimension that alarms and dashboard may name is written by some request', async () => {
  const lines: string[] = [];
  const run = async (request: Parameters<Post>[0]) => lines.push(Object.keys(recordedMetrics((await post(request)).record)).join());
  dynamoDb.next('store');
  await run(usual);
  dynamoDb.next({ status: 400, error: 'ConditionalCheckFailedException', item: { ...dynamoDb.attempts[0].body.Item, requestId: { S: 'x' } } });
  await run(usual);
  await run({ body: '' });
  dynamoDb.next({ status: 400, error: 'AccessDeniedException' });
  await run(usual);

  for (const name of [...Object.values(OrderMetric), ...Object.values(OrderMetricDimension)]) expect(lines.join()).toContain(name);
});

test('the line of an accepted order is short, since CloudWatch bills by the byte', async () => {
  dynamoDb.next('store');
  process.env._X_AMZN_TRACE_ID = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0';
  const { output } = await post({ body: JSON.stringify(SMALL_ORDER) });
  delete process.env._X_AMZN_TRACE_ID;

  expect(Buffer.byteLength(output)).toBeLessThanOrEqual(750);
});
