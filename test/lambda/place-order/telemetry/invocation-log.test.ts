import { handlerOn } from '../../api-client';
import { recordedMetrics } from '../../embedded-metric-format';
import { FaultyDynamoDb, startFaultyDynamoDb } from '../../faulty-dynamodb';
import { SMALL_ORDER } from '../../order-arbitrary';

let dynamoDb: FaultyDynamoDb;

beforeAll(async () => {
  dynamoDb = await startFaultyDynamoDb();
  process.env._X_AMZN_TRACE_ID = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0';
});

afterAll(async () => dynamoDb.stop());

const on = (logLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR') => handlerOn(dynamoDb.endpoint, 'orders', { logLevel });
const valid = { body: JSON.stringify(SMALL_ORDER) };

test('an accepted order is told with request, trace and order id', async () => {
  dynamoDb.next('store');
  const { record, requestId, json } = await on('INFO')(valid);

  expect(record).toMatchObject({
    level: 'INFO', message: 'Order stored', requestId, traceId: '1-5759e988-bd862e3fe1be46a994272793', orderId: json.orderId, status: 201,
  });
});

test('a rejection is told with the violated rules of the schema', async () => {
  const { record } = await on('INFO')({ body: '{"currency":"EUR","customer":{},"items":[{"sku":"x"}]}' });

  expect(record).toMatchObject({
    level: 'WARN',
    message: 'Order rejected',
    status: 422,
    rules: ['#/properties/customer/required', '#/properties/items/items/required'],
  });
});

test('a failure is told with what DynamoDB said and its request id', async () => {
  dynamoDb.next({ status: 400, error: 'AccessDeniedException', message: 'not authorized to perform dynamodb:PutItem' });
  const { record } = await on('INFO')(valid);

  expect(record).toMatchObject({
    level: 'ERROR',
    message: 'Order failed',
    status: 503,
    failure: {
      kind: 'AccessDenied',
      name: 'AccessDeniedException',
      message: 'not authorized to perform dynamodb:PutItem',
      awsRequestId: 'DYNAMODB-REQUEST-ID',
      attempts: 1,
    },
  });
});

test('an unforeseen error is told by where it happened', async () => {
  const answer = await on('INFO')({ ...valid, authorizer: { get jwt() { throw new TypeError('Ada Lovelace'); } } });

  expect(answer.status).toBe(500);
  expect(answer.record).toMatchObject({ level: 'ERROR', failure: { kind: 'Unexpected', name: 'TypeError', stack: expect.arrayContaining([expect.stringMatching(/^at callerIdentity /)]) } });
  expect(answer.json.requestId).toBe(answer.requestId);
});

describe('the configured level', () => {
  test('DEBUG adds what helps to hunt', async () => {
    dynamoDb.next('store');

    expect((await on('DEBUG')(valid)).record).toMatchObject({ bodyLength: valid.body.length, remainingTime: 29_000 });
    expect((await on('INFO')(valid)).record).not.toHaveProperty('bodyLength');
  });

  test.each([['WARN', 'accepted'], ['ERROR', 'accepted'], ['ERROR', 'rejected']] as const)('%s keeps of an order that was %s only the metrics', async (level, what) => {
    dynamoDb.next('store');
    const { record } = await on(level)(what === 'accepted' ? valid : { body: '{}' });

    expect(record).not.toHaveProperty('message');
    expect(record).not.toHaveProperty('requestId');
    expect(Object.keys(recordedMetrics(record)).length).toBeGreaterThan(0);
  });

  test('ERROR still tells failures', async () => {
    dynamoDb.next({ status: 400, error: 'AccessDeniedException' });

    expect((await on('ERROR')(valid)).record).toHaveProperty('message', 'Order failed');
  });
});
