import { handlerOn } from '../../../support/api-client';
import { recordedMetrics } from '../../../support/embedded-metric-format';
import { FaultyDynamoDb, startFaultyDynamoDb } from '../../../support/faulty-dynamodb';
import { SMALL_ORDER } from '../../../support/order-arbitrary';

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
  expect(answer.record).toMatchObject({ level: 'ERROR', failure: { kind: 'Unexpected', name: 'TypeError', stack: expect.arrayContaining([expect.stringMatching(/caller-identity\.ts:/)]) } });
  expect(answer.json.requestId).toBe(answer.requestId);
});

test('a refusal that nobody foresaw is told without DynamoDB\'s message, which quotes what it complains about', async () => {
  dynamoDb.next({ status: 400, error: 'ValidationException', message: 'cannot be converted to a numeric value: Ada Lovelace' });
  const { record } = await on('INFO')(valid);

  expect(record.failure).toEqual({ kind: 'Unexpected', name: 'ValidationException', stack: expect.any(Array), awsRequestId: 'DYNAMODB-REQUEST-ID', attempts: 1 });
});

test('lines of a message are not taken for lines of the stack', async () => {
  const { record } = await on('INFO')({ ...valid, authorizer: { get jwt() { throw new TypeError('Ada\n    at Lovelace (x:1:1)'); } } });

  expect(record.failure.stack[0]).toMatch(/^at .*invocation-log\.test/);
  expect(JSON.stringify(record)).not.toContain('Lovelace');
});

test.each([
  ['the message was given another line since', (error: Error) => { error.message += '\n  hint'; }, [expect.stringMatching(/^at .*invocation-log\.test/)]],
  ['the message is another one since', (error: Error) => { error.message = 'another'; }, []],
])('the stack is told as far as it is certain: %s', async (_what, change, first) => {
  const error = new Error('Ada\n    at Lovelace (x:1:1)');
  // Taken now, as V8 does without Jest.
  expect(error.stack).toContain('Lovelace');
  change(error);
  const { record } = await on('INFO')({ ...valid, authorizer: { get jwt() { throw error; } } });

  expect(record.failure.stack.slice(0, 1)).toEqual(first);
  expect(JSON.stringify(record)).not.toContain('Lovelace');
});

test('what the handler writes by console is seen', async () => {
  const leaking = { ...valid, authorizer: { get jwt() { console.log('DEBUG', valid.body); return undefined; } } };

  await expect(on('INFO')(leaking)).rejects.toThrow('An invocation must write one line');
});

describe('the configured level', () => {
  test('DEBUG adds what helps to hunt', async () => {
    dynamoDb.next('store');

    expect((await on('DEBUG')(valid)).record).toMatchObject({ bodyLength: valid.body.length, remainingTime: 29_000 });
    expect((await on('INFO')(valid)).record).not.toHaveProperty('bodyLength');
  });

  test.each([['WARN', 'accepted'], ['ERROR', 'accepted'], ['ERROR', 'rejected']] as const)('%s keeps of an order that was %s only metrics and ids', async (level, what) => {
    dynamoDb.next('store');
    const { record, requestId } = await on(level)(what === 'accepted' ? valid : { body: '{}' });

    expect(record).not.toHaveProperty('message');
    expect(record).not.toHaveProperty('status');
    expect(record).toMatchObject({ requestId, traceId: '1-5759e988-bd862e3fe1be46a994272793' });
    expect(Object.keys(recordedMetrics(record)).length).toBeGreaterThan(0);
  });

  test('ERROR still tells failures', async () => {
    dynamoDb.next({ status: 400, error: 'AccessDeniedException' });

    expect((await on('ERROR')(valid)).record).toHaveProperty('message', 'Order failed');
  });
});
