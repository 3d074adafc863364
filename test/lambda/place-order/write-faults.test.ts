/** @jest-environment ./test/support/one-realm-environment.ts */
import { handlerOn, Post } from '../../support/api-client';
import { expectDocumented } from '../../support/documented-answers';
import { Fault, FaultyDynamoDb, startFaultyDynamoDb } from '../../support/faulty-dynamodb';
import { SMALL_ORDER } from '../../support/order-arbitrary';

let dynamoDb: FaultyDynamoDb;
let post: Post;

beforeAll(async () => {
  dynamoDb = await startFaultyDynamoDb();
});

// A client of its own for each test: the SDK's budget for retries is one client's.
beforeEach(() => {
  post = handlerOn(dynamoDb.endpoint, 'orders');
});

afterAll(async () => dynamoDb.stop());

const request = { body: JSON.stringify(SMALL_ORDER), headers: { 'idempotency-key': 'k' } };

const THROTTLED: Fault = { status: 400, error: 'ThrottlingException' };

describe.each<[string, Fault, string, string]>([
  ['throttling', THROTTLED, 'Throttled', '1'],
  ['exceeded throughput', { status: 400, error: 'ProvisionedThroughputExceededException' }, 'Throttled', '1'],
  ['an exceeded account limit', { status: 400, error: 'RequestLimitExceeded' }, 'Throttled', '1'],
  ['a transaction on the same item', { status: 400, error: 'TransactionConflictException' }, 'Contended', '1'],
  ['a write of the same item in another region', { status: 400, error: 'ReplicatedWriteConflictException' }, 'Contended', '1'],
  ['a request that took too long to arrive', { status: 408, error: 'RequestTimeout' }, 'Unreachable', '2'],
  ['the same, from something in between', { status: 408, text: '{}' }, 'Unreachable', '2'],
  ['a server error', { status: 500, error: 'InternalServerError' }, 'Unreachable', '2'],
  ['a connection reset', 'reset', 'Unreachable', '2'],
  ['access denied', { status: 400, error: 'AccessDeniedException', message: 'User: arn:aws:sts::1:role is not authorized' }, 'AccessDenied', '30'],
  ['a disabled key', { status: 400, error: 'AccessDeniedException', message: 'KMS key is disabled' }, 'KeyUnavailable', '30'],
  ['a missing table', { status: 400, error: 'ResourceNotFoundException' }, 'TableMissing', '30'],
  ['expired credentials', { status: 400, error: 'ExpiredTokenException' }, 'AccessDenied', '30'],
])('%s', (_what, fault, kind, retryAfter) => {
  test('is answered with 503, logged with its kind and counted; the next order is stored', async () => {
    dynamoDb.next(fault);
    const answer = await post(request);

    expectDocumented(answer);
    expect(answer.status).toBe(503);
    expect(answer.headers['Retry-After']).toBe(retryAfter);
    expect(answer.record).toMatchObject({
      level: 'ERROR', requestId: answer.requestId, orderId: expect.any(String), status: 503, failure: { kind, name: expect.any(String) }, WriteFailures: 1,
    });
    dynamoDb.next('store');
    expect((await post(request)).status).toBe(201);
  });
});

test.each<[string, Fault[]]>([
  ['throttling', [THROTTLED, THROTTLED, 'store']],
  ['a reset', ['reset', 'store']],
  ['a server error', [{ status: 503, error: 'ServiceUnavailable' }, 'store']],
])('%s that passes is retried with the same write, unseen by the caller', async (_what, faults) => {
  dynamoDb.next(...faults);
  const count = faults.length;
  const answer = await post(request);

  expect(answer.status).toBe(201);
  expect(dynamoDb.attempts).toHaveLength(count);
  expect(new Set(dynamoDb.attempts.map(({ body }) => JSON.stringify(body))).size).toBe(1);
});

test('an answer that is cut off does not lose the order', async () => {
  dynamoDb.next('truncate', 'store');

  expect((await post(request)).status).toBe(201);
});

test('a retry that meets its own first attempt is a new order, not a replay', async () => {
  dynamoDb.next('reset', 'hang');
  const pending = post(request);
  while (dynamoDb.attempts.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const item = dynamoDb.attempts[0].body.Item;
  dynamoDb.next({ status: 400, error: 'ConditionalCheckFailedException', item });
  const answer = await pending;

  expect(answer.status).toBe(201);
  expect(answer.headers).not.toHaveProperty('Idempotent-Replayed');
  expect(answer.json.createdAt).toBe(item.createdAt.S);
  expect(answer.record).toMatchObject({ OrdersPlaced: 1 });
});

test('an item that something else wrote under the id is not taken for the order', async () => {
  dynamoDb.next({ status: 400, error: 'ConditionalCheckFailedException', item: { orderId: { S: 'x' } } });

  expect((await post(request)).status).toBe(422);
});

describe('an item of the order that a consumer has changed', () => {
  async function retried(change: (item: Record<string, unknown>) => void) {
    dynamoDb.next('store');
    const first = await post(request);
    const item = { ...dynamoDb.attempts[0].body.Item };
    change(item);
    dynamoDb.next({ status: 400, error: 'ConditionalCheckFailedException', item });
    return { first, again: await post(request) };
  }

  test('is replayed without its request id', async () => {
    const { first, again } = await retried((item) => delete item.requestId);

    expect(again.text).toBe(first.text);
    expect(again.headers['Idempotent-Replayed']).toBe('true');
  });

  test.each<[string, (item: Record<string, unknown>) => void]>([
    ['its time', (item) => delete item.createdAt],
    ['its time as text', (item) => { item.createdAt = { N: '1764000000' }; }],
    ['the hash of its content', (item) => delete item.payloadHash],
  ])('is no longer known for it without %s', async (_what, change) => {
    const { again } = await retried(change);

    expectDocumented(again);
    expect(again.status).toBe(422);
    expect(again.json.type).toMatch(/:idempotency-key-reused$/);
  });
});

test('an item too large for DynamoDB is the caller\'s to mend', async () => {
  dynamoDb.next({ status: 400, error: 'ValidationException', message: 'Item size has exceeded the maximum allowed size' });
  const answer = await post(request);

  expectDocumented(answer);
  expect(answer.status).toBe(413);
});

test.each(['ValidationException', 'ExceptionOfALaterYear'])('a %s that nobody foresaw is answered with 500 and counted, its message in no log', async (error) => {
  dynamoDb.next({ status: 400, error, message: 'no idea' });
  const answer = await post(request);

  expectDocumented(answer);
  expect(answer.status).toBe(500);
  expect(answer.text).not.toContain('no idea');
  expect(answer.output).not.toContain('no idea');
  expect(answer.record).toMatchObject({
    failure: { kind: 'Unexpected', name: error, stack: expect.any(Array), awsRequestId: 'DYNAMODB-REQUEST-ID', attempts: 1 }, WriteFailures: 1,
  });
});

describe('a table that never answers', () => {
  test.each([900, 2_000])('is given up with 503 while %d ms remain, and before they have passed', async (remaining) => {
    dynamoDb.next('hang');
    const start = Date.now();
    const answer = await post(request, { remaining });

    expectDocumented(answer);
    expect(answer.status).toBe(503);
    expect(Date.now() - start).toBeLessThan(remaining - 200);
    expect(answer.record).toMatchObject({ failure: { kind: 'Unreachable' }, WriteFailures: 1 });
  });

  test('is given up within 10 seconds, however many remain', async () => {
    dynamoDb.next('hang');
    const start = Date.now();

    expect((await post(request, { remaining: 900_000 })).status).toBe(503);
    expect(Date.now() - start).toBeLessThan(10_500);
    expect(dynamoDb.attempts.length).toBeGreaterThan(1);
  });

  test('leaves nothing behind that disturbs the next order', async () => {
    dynamoDb.next('hang');
    await post(request, { remaining: 700 });
    dynamoDb.next('store');

    expect((await post(request)).status).toBe(201);
  });
});

test('nobody at the endpoint is answered with 503', async () => {
  const gone = await startFaultyDynamoDb();
  await gone.stop();
  const answer = await handlerOn(gone.endpoint, 'orders')(request);

  expect(answer.status).toBe(503);
  expect(answer.record.failure.kind).toBe('Unreachable');
});

test('an endpoint that is no URL is an unexpected error', async () => {
  const answer = await handlerOn('nowhere', 'orders')(request);

  expect(answer.status).toBe(500);
  expect(answer.record.failure).toMatchObject({ kind: 'Unexpected', name: 'TypeError', stack: expect.any(Array) });
});

test('credentials that Lambda renews are used at once', async () => {
  dynamoDb.next('store');
  await post(request);
  process.env.AWS_SESSION_TOKEN = 'second';
  await post(request);

  expect(dynamoDb.attempts.map(({ headers }) => headers['x-amz-security-token'])).toEqual(['first', 'second']);
});

test('missing credentials are an unexpected error', async () => {
  delete process.env.AWS_ACCESS_KEY_ID;

  expect((await post(request)).status).toBe(500);
});

test('PutItem with its condition is the only request', async () => {
  dynamoDb.next('store');
  await post(request);

  expect(dynamoDb.attempts.map(({ headers }) => headers['x-amz-target'])).toEqual(['DynamoDB_20120810.PutItem']);
  expect(dynamoDb.attempts[0].body).toMatchObject({
    TableName: 'orders', ConditionExpression: 'attribute_not_exists(orderId)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
});
