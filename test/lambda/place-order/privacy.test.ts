/** @jest-environment ./test/support/one-realm-environment.ts */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { handlerOn } from '../../support/api-client';
import { ApiRequest } from '../../support/api-event';
import { Fault, FaultyDynamoDb, startFaultyDynamoDb } from '../../support/faulty-dynamodb';
import { HandlerProcess, ProcessAnswer, startHandlerProcess } from '../../support/handler-process';
import { startXRayDaemon, XRayDaemon } from '../../support/xray-daemon';

// Every place in a request where a customer's data may stand has its own mark.
const MARKS = {
  reference: 'mark-reference',
  currency: 'EUR',
  customer: { id: 'mark-customer-id', email: 'mark-email@example.com', name: 'mark-name', phone: 'mark-phone' },
  shippingAddress: {
    recipient: 'mark-recipient', line1: 'mark-line1', line2: 'mark-line2', city: 'mark-city', region: 'mark-region', postalCode: 'mark-postcode', country: 'DE',
  },
  items: [{ sku: 'mark-sku', name: 'mark-article', quantity: 3, unitPrice: 73_519 }],
  notes: 'mark-notes card 4111111111111111',
  metadata: { 'mark-metadata-name': 'mark-metadata-value' },
};
const LEAK = /mark-|4111111111111111|73519/;
const BODY = JSON.stringify(MARKS);

let dynamoDb: FaultyDynamoDb;
let daemon: XRayDaemon;
let handler: HandlerProcess;

beforeAll(async () => {
  dynamoDb = await startFaultyDynamoDb();
});

afterAll(async () => {
  await dynamoDb.stop();
});

// One for each test, which then gets no trace of another one.
beforeEach(async () => {
  daemon = await startXRayDaemon();
});

// Also of a test that failed: a process that is left would keep Jest from ending.
afterEach(async () => {
  await handler?.stop();
  await daemon.stop();
});

function startHandler(environment: Record<string, string> = {}, handlerFile?: string): HandlerProcess {
  return startHandlerProcess({
    LOG_LEVEL: 'DEBUG',
    AWS_ENDPOINT_URL: dynamoDb.endpoint,
    AWS_XRAY_DAEMON_ADDRESS: daemon.address,
    _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
    ...environment,
  }, handlerFile);
}

const key = { 'idempotency-key': 'mark-key' };
const identity = {
  jwt: { claims: { iss: 'https://idp.example', sub: 'mark-subject', email: 'mark-claim' } },
};
const conflict = (item: object): Fault => ({ status: 400, error: 'ConditionalCheckFailedException', item });
const refusal = (error: string, message = error, status = 400): Fault => ({ status, error, message });

/** Every request that gets as far as DynamoDB is traced. */
async function expectNoLeak({ output }: ProcessAnswer, traces: number): Promise<void> {
  // The marks alone, not the output: of a body of 400 KB Jest would take minutes to tell.
  expect(leaks(output)).toEqual([]);
  expect(output.trim().split('\n').length).toBe(1);
  const documents = await daemon.documents(traces);
  expect(documents).toHaveLength(traces);
  expect(leaks(JSON.stringify(documents))).toEqual([]);
}

function leaks(text: string): string[] {
  return [...new Set(text.match(new RegExp(LEAK, 'g')))];
}

describe('nothing of the request is in log, metrics or traces', () => {
  beforeEach(() => {
    handler = startHandler();
  });

  afterEach(async () => {
    expect(await handler.stop()).toBe('');
  });

  test.each<[number, string, ApiRequest]>([
    [400, 'a malformed key', { body: BODY, headers: { 'idempotency-key': 'mark key' } }],
    [400, 'truncated', { body: BODY.slice(0, -1) }],
    [400, 'unquoted', { body: '{"customer": mark-name}' }],
    [400, 'a repeated member', { body: '{"mark-a":"mark-b","mark-a":"mark-c"}' }],
    [400, 'not base64', { body: BODY, isBase64Encoded: true }],
    [415, 'another content type', { body: BODY, headers: { 'content-type': 'text/mark-type' } }],
    [413, 'too large', { body: `${BODY}${' '.repeat(400_000)}` }],
    [422, 'unknown members', { body: JSON.stringify({ ...MARKS, 'mark-member': 'mark-value' }) }],
    [422, 'wrong values', { body: BODY.replace('"EUR"', '"mark-currency"').replace('@example.com', '') }],
    [422, 'a wrong metadata name', { body: BODY.replace('mark-metadata-name', 'mark-metadata-name'.repeat(9)) }],
  ])('%d, rejected: %s', async (status, _what, request) => {
    const answer = await handler.invoke(request);

    expect(answer.status).toBe(status);
    await expectNoLeak(answer, 0);
  });

  // Messages carry a mark where DynamoDB, or what stands before it, may quote the request.
  test.each<[number, string, ApiRequest, Fault]>([
    [201, 'stored', { body: BODY, headers: key, authorizer: identity }, 'store'],
    [422, 'a reused key', { body: BODY, headers: key }, conflict({ notes: { S: 'mark-notes' } })],
    [413, 'too large for one item', { body: BODY }, refusal('ValidationException', 'Item size has exceeded the maximum allowed size: mark-notes')],
    [503, 'throttled', { body: BODY }, refusal('ThrottlingException')],
    [503, 'contended', { body: BODY }, refusal('TransactionConflictException')],
    [503, 'access denied', { body: BODY }, refusal('AccessDeniedException')],
    [503, 'the key disabled', { body: BODY }, refusal('AccessDeniedException', 'The KMS key is disabled')],
    [503, 'the table missing', { body: BODY }, refusal('ResourceNotFoundException')],
    [503, 'credentials expired', { body: BODY }, refusal('ExpiredTokenException')],
    [503, 'reset', { body: BODY }, 'reset'],
    [503, 'a server error', { body: BODY }, refusal('InternalServerError', 'mark-notes', 500)],
    [503, 'a server error that is no JSON', { body: BODY }, { status: 502, text: '<html>mark-notes' }],
    [500, 'refused for an unknown reason', { body: BODY }, refusal('ValidationException', 'One value cannot be converted to a numeric value: mark-notes')],
    [500, 'refused with a message of lines that look like a stack', { body: BODY }, refusal('ValidationException', 'One value\n    at mark-notes (index.js:1:1)')],
    [500, 'refused with an error that is not known', { body: BODY }, refusal('SomethingNewException', 'mark-notes')],
    [500, 'an answer that cannot be read', { body: BODY }, { status: 200, text: '{"Attributes":{"notes":mark-notes' }],
  ])('%d, %s', async (status, _what, request, fault) => {
    dynamoDb.next(fault);
    const answer = await handler.invoke(request);

    expect(answer.status).toBe(status);
    await expectNoLeak(answer, 1);
  });

  test.each<[string, Fault]>([['never', 'hang'], ['only the beginning of an answer', 'truncate']])('503, a table that answers %s', async (_what, fault) => {
    dynamoDb.next(fault);
    const answer = await handler.invoke({ body: BODY }, { remaining: 1_500 });

    expect(answer.status).toBe(503);
    await expectNoLeak(answer, 1);
  });

  test('201, a replay', async () => {
    dynamoDb.next('store');
    await handler.invoke({ body: BODY, headers: key });
    await daemon.documents(1);
    dynamoDb.next(conflict({ ...dynamoDb.attempts[0].body.Item, requestId: { S: 'earlier' } }));
    const answer = await handler.invoke({ body: BODY, headers: key });

    expect(answer.headers['Idempotent-Replayed']).toBe('true');
    await expectNoLeak(answer, 1);
  });
});

test.each<[number, string, Record<string, string>, ApiRequest, number]>([
  [400, 'a missing key', { REQUIRE_IDEMPOTENCY_KEY: 'true' }, { body: BODY }, 0],
  [500, 'missing credentials', { AWS_ACCESS_KEY_ID: '' }, { body: BODY }, 1],
  [500, 'an endpoint that is no URL', { AWS_ENDPOINT_URL: 'nowhere' }, { body: BODY }, 1],
])('%d, %s: nothing of the request is in log, metrics or traces', async (status, _what, environment, request, traces) => {
  handler = startHandler(environment);
  const answer = await handler.invoke(request);

  expect(answer.status).toBe(status);
  await expectNoLeak(answer, traces);
  expect(await handler.stop()).toBe('');
});

test.each([
  ['quotes the order', BODY],
  ['has lines that look like a stack', 'Unexpected\n    at mark-name (mark-notes:1:1)\n    at mark-city'],
])('an unforeseen error leaks nothing, though its message %s', async (_what, message) => {
  const answer = await handlerOn(dynamoDb.endpoint, 'orders')({ body: BODY, authorizer: { get jwt() { throw new Error(message); } } });

  expect(answer.status).toBe(500);
  expect(answer.record.failure.stack).toContainEqual(expect.stringMatching(/caller-identity\.ts:/));
  expect(answer.output + answer.text).not.toMatch(LEAK);
});

describe('the marks would be found', () => {
  test('in the handler\'s own line and in its traces', async () => {
    handler = startHandler({ PLATFORM_NAME: 'mark-platform', TABLE_NAME: 'mark-table' });
    dynamoDb.next('store');
    const { output } = await handler.invoke({ body: BODY });

    expect(output).toMatch(LEAK);
    expect(JSON.stringify(await daemon.documents(1))).toMatch(LEAK);
    await handler.stop();
  });

  test.each([
    ['standard output', 'process.stdout.write(event.body)'],
    ['standard error', 'process.stderr.write(event.body)'],
    ['console.log', 'console.log("DEBUG", event.body)'],
    ['console.error', 'console.error("DEBUG", event.body)'],
    ['console.dir', 'console.dir(JSON.parse(event.body))'],
  ])('in what is written by %s', async (_how, statement) => {
    const folder = mkdtempSync(join(tmpdir(), 'leaking-handler-'));
    const file = join(folder, 'index.mjs');
    writeFileSync(file, `import { handler as shipped } from ${JSON.stringify(resolve('assets/place-order/index.mjs'))};
      export const handler = (event, context) => { ${statement}; return shipped(event, context); };`);
    handler = startHandler({}, file);
    dynamoDb.next('store');
    const answer = await handler.invoke({ body: BODY });

    await expect(expectNoLeak(answer, 1)).rejects.toThrow();
    expect(answer.output).toMatch(LEAK);
    await handler.stop();
    rmSync(folder, { recursive: true });
  });
});
