/** @jest-environment ./test/lambda/one-realm-environment.ts */
import { handlerOn, Post } from '../api-client';
import { Fault, FaultyDynamoDb, startFaultyDynamoDb } from '../faulty-dynamodb';
import { startXRayDaemon, XRayDaemon } from '../xray-daemon';

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
let post: Post;

beforeAll(async () => {
  dynamoDb = await startFaultyDynamoDb();
  daemon = await startXRayDaemon();
  process.env.AWS_XRAY_DAEMON_ADDRESS = daemon.address;
  process.env._X_AMZN_TRACE_ID = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';
});

beforeEach(() => {
  post = handlerOn(dynamoDb.endpoint, 'orders', { logLevel: 'DEBUG' });
});

afterAll(async () => {
  await dynamoDb.stop();
  await daemon.stop();
});

const key = { 'idempotency-key': 'mark-key' };
const identity = {
  jwt: { claims: { iss: 'https://idp.example', sub: 'mark-subject', email: 'mark-claim' } },
};
const conflict = (item: object): Fault => ({ status: 400, error: 'ConditionalCheckFailedException', item });

test.each<[number, string, Parameters<Post>[0], Fault]>([
  [201, 'stored', { body: BODY, headers: key, authorizer: identity }, 'store'],
  [422, 'a reused key', { body: BODY, headers: key }, conflict({ notes: { S: 'mark-notes' } })],
  [400, 'a malformed key', { body: BODY, headers: { 'idempotency-key': 'mark key' } }, 'store'],
  [400, 'truncated', { body: BODY.slice(0, -1) }, 'store'],
  [400, 'unquoted', { body: '{"customer": mark-name}' }, 'store'],
  [400, 'a repeated member', { body: '{"mark-a":"mark-b","mark-a":"mark-c"}' }, 'store'],
  [400, 'not base64', { body: BODY, isBase64Encoded: true }, 'store'],
  [415, 'another content type', { body: BODY, headers: { 'content-type': 'text/mark-type' } }, 'store'],
  [413, 'too large', { body: `${BODY}${' '.repeat(400_000)}` }, 'store'],
  [422, 'unknown members', { body: JSON.stringify({ ...MARKS, 'mark-member': 'mark-value' }) }, 'store'],
  [422, 'wrong values', { body: BODY.replace('"EUR"', '"mark-currency"').replace('@example.com', '') }, 'store'],
  [422, 'a wrong metadata name', { body: BODY.replace('mark-metadata-name', 'mark-metadata-name'.repeat(9)) }, 'store'],
  [503, 'throttled', { body: BODY }, { status: 400, error: 'ThrottlingException' }],
  [503, 'access denied', { body: BODY }, { status: 400, error: 'AccessDeniedException' }],
  [503, 'reset', { body: BODY }, 'reset'],
  [500, 'refused for an unknown reason', { body: BODY }, { status: 400, error: 'ValidationException' }],
])('%d, %s: nothing of the request is in log, metrics or traces', async (status, _what, request, fault) => {
  dynamoDb.next(fault);
  const answer = await post(request);

  expect(answer.status).toBe(status);
  expect(answer.output).not.toMatch(LEAK);
  expect(JSON.stringify(await daemon.documents())).not.toMatch(LEAK);
});

test('a replay leaks neither', async () => {
  dynamoDb.next('store');
  await post({ body: BODY, headers: key });
  dynamoDb.next(conflict({ ...dynamoDb.attempts[0].body.Item, requestId: { S: 'earlier' } }));
  const answer = await post({ body: BODY, headers: key });

  expect(answer.headers['Idempotent-Replayed']).toBe('true');
  expect(answer.output).not.toMatch(LEAK);
  expect(JSON.stringify(await daemon.documents())).not.toMatch(LEAK);
});

test('an unforeseen error leaks neither, though its message quotes the order', async () => {
  const answer = await post({ body: BODY, authorizer: { get jwt() { throw new Error(BODY); } } });

  expect(answer.status).toBe(500);
  expect(answer.output + answer.text).not.toMatch(LEAK);
});

test('the marks would be found', async () => {
  dynamoDb.next('store');

  expect((await post({ body: BODY })).text).toMatch(LEAK);
});
