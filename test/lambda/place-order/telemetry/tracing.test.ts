import { setTimeout as sleep } from 'node:timers/promises';
import { handlerOn, Post } from '../../../support/api-client';
import { Fault, FaultyDynamoDb, startFaultyDynamoDb } from '../../../support/faulty-dynamodb';
import { startHandlerProcess } from '../../../support/handler-process';
import { SMALL_ORDER } from '../../../support/order-arbitrary';
import { startXRayDaemon, XRayDaemon } from '../../../support/xray-daemon';

const TRACE_ID = '1-5759e988-bd862e3fe1be46a994272793';
const FUNCTION_SEGMENT = '53995c3f42cd8ad8';
const LATER_TRACE_ID = '1-5759e989-0123456789abcdef01234567';
const traceHeader = (sampled: 0 | 1, traceId = TRACE_ID) => `Root=${traceId};Parent=${FUNCTION_SEGMENT};Sampled=${sampled};Lineage=1:a87bd80c:0`;

let dynamoDb: FaultyDynamoDb;
let daemon: XRayDaemon;
let post: Post;

beforeAll(async () => {
  dynamoDb = await startFaultyDynamoDb();
  daemon = await startXRayDaemon();
  process.env.AWS_XRAY_DAEMON_ADDRESS = daemon.address;
  post = handlerOn(dynamoDb.endpoint, 'orders');
});

afterAll(async () => {
  await dynamoDb.stop();
  await daemon.stop();
});

afterEach(() => {
  delete process.env._X_AMZN_TRACE_ID;
});

const request = { body: JSON.stringify(SMALL_ORDER), headers: { 'idempotency-key': 'k' } };

async function traced(...faults: Fault[]) {
  process.env._X_AMZN_TRACE_ID = traceHeader(1);
  dynamoDb.next(...faults);
  const answer = await post(request);
  const documents = await sentUntilNow();
  expect(documents).toHaveLength(1);
  return { answer, document: documents[0] };
}

/** Documents of all requests until now: those that arrive before that of another one. */
async function sentUntilNow() {
  process.env._X_AMZN_TRACE_ID = traceHeader(1, LATER_TRACE_ID);
  dynamoDb.next('store');
  expect((await post(request)).status).toBe(201);
  return daemon.documentsBefore(LATER_TRACE_ID);
}

async function storedItem() {
  dynamoDb.next('store');
  await post(request);
  return dynamoDb.attempts[0].body.Item;
}

test('a write is a DynamoDB subsegment below the function\'s segment', async () => {
  const { answer, document } = await traced('store');

  expect(document).toMatchObject({
    type: 'subsegment',
    name: 'DynamoDB',
    namespace: 'aws',
    trace_id: TRACE_ID,
    parent_id: FUNCTION_SEGMENT,
    id: expect.stringMatching(/^[0-9a-f]{16}$/),
    aws: { operation: 'PutItem', table_name: 'orders', region: 'us-east-1' },
    annotations: { orderId: answer.json.orderId, outcome: 'stored' },
  });
  expect(document.end_time).toBeGreaterThanOrEqual(document.start_time);
  expect(document).not.toHaveProperty('in_progress');
});

test.each([
  ['replayed', (item: object) => ({ ...item, requestId: { S: 'earlier' } })],
  ['conflict', (item: object) => ({ ...item, payloadHash: { S: 'other' } })],
])('a write that is %s is neither error nor fault', async (outcome, existing) => {
  const item = existing(await storedItem());
  const { document } = await traced({ status: 400, error: 'ConditionalCheckFailedException', item });

  expect(document.annotations.outcome).toBe(outcome);
  expect(document).not.toHaveProperty('fault');
  expect(document).not.toHaveProperty('error');
  expect(document).not.toHaveProperty('cause');
});

test('an item too large is the caller\'s error and no fault', async () => {
  const { answer, document } = await traced({ status: 400, error: 'ValidationException', message: 'Item size has exceeded the maximum allowed size' });

  expect(answer.status).toBe(413);
  expect(document).toMatchObject({ error: true, annotations: { outcome: 'refused' } });
  expect(document).not.toHaveProperty('fault');
});

test('a write that failed is a fault', async () => {
  const { document } = await traced({ status: 400, error: 'AccessDeniedException' });

  expect(document).toMatchObject({ fault: true, annotations: { outcome: 'failed' } });
});

test('retries are one subsegment', async () => {
  expect((await traced({ status: 500, error: 'InternalServerError' }, 'store')).document.annotations.outcome).toBe('stored');
});

test.each([
  ['the request is not sampled', traceHeader(0)],
  ['tracing is off', undefined],
  ['the header is garbage', ';;=;Sampled=1'],
  ['the trace id is none', `Root=garbage;Parent=${FUNCTION_SEGMENT};Sampled=1`],
  ['the function\'s segment is unknown', `Root=${TRACE_ID};Sampled=1`],
])('nothing is sent if %s', async (_why, header) => {
  if (header !== undefined) process.env._X_AMZN_TRACE_ID = header;
  dynamoDb.next('store');

  expect((await post(request)).status).toBe(201);
  expect(await sentUntilNow()).toEqual([]);
});

test('a rejected request, which writes nothing, sends nothing', async () => {
  process.env._X_AMZN_TRACE_ID = traceHeader(1);

  expect((await post({ body: '{}' })).status).toBe(422);
  expect(await sentUntilNow()).toEqual([]);
});

test.each([
  ['cannot be found', 'nowhere.invalid:2000'],
  ['has a port that is none', '127.0.0.1:99999'],
  ['has no address', 'nowhere'],
])('a daemon that %s costs the trace, and nothing is written about it', async (_what, address) => {
  dynamoDb.next('store');
  const handler = startHandlerProcess({ AWS_ENDPOINT_URL: dynamoDb.endpoint, AWS_XRAY_DAEMON_ADDRESS: address, _X_AMZN_TRACE_ID: traceHeader(1) });
  const { status, output } = await handler.invoke(request);
  // Looking up a name takes its time.
  await sleep(1_000);

  expect(status).toBe(201);
  expect(output.trim().split('\n')).toHaveLength(1);
  expect(await handler.stop()).toBe('');
});

describe('a tracing SDK that is broken', () => {
  const broken = (module: object) => {
    jest.resetModules();
    jest.doMock('../../../../lambda/place-order/telemetry/xray-subsegment', () => module);
  };

  test.each([
    ['at the start', { beginWrite() { throw new Error('broken'); } }],
    ['at the end', { beginWrite: () => ({ end() { throw new Error('broken'); } }) }],
  ])('%s does not fail the request', async (_when, module) => {
    broken(module);
    process.env._X_AMZN_TRACE_ID = traceHeader(1);
    dynamoDb.next('store');
    const { handlerOn: freshHandlerOn } = jest.requireActual<{ handlerOn: typeof handlerOn }>('../../../support/api-client');

    expect((await freshHandlerOn(dynamoDb.endpoint, 'orders')(request)).status).toBe(201);
    jest.dontMock('../../../../lambda/place-order/telemetry/xray-subsegment');
    jest.resetModules();
    expect(await sentUntilNow()).toEqual([]);
  });
});
