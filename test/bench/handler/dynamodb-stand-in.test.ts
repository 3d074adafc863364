import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Certificate, createCertificate } from '../../../bench/handler/certificate';
import { DynamoDbStandIn, startDynamoDbStandIn } from '../../../bench/handler/dynamodb-stand-in';

const folder = mkdtempSync(join(tmpdir(), 'dynamodb-stand-in-'));
let certificate: Certificate;
let standIn: DynamoDbStandIn;

beforeAll(async () => {
  certificate = createCertificate(folder);
  standIn = await startDynamoDbStandIn(certificate);
});

afterAll(async () => {
  await standIn.stop();
  rmSync(folder, { recursive: true });
});

// Each test counts what it has stored.
beforeEach(() => void standIn.takeStored());

const item = (orderId: string, notes = 'für Zoë') => ({ orderId: { S: orderId }, requestId: { S: 'first' }, notes: { S: notes } });

async function put(body: object) {
  const write = { ConditionExpression: 'attribute_not_exists(orderId)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD', ...body };
  return new Promise<{ status?: number; answer: unknown }>((resolve, reject) => {
    request(standIn.endpoint, {
      method: 'POST', ca: certificate.certificate, headers: { 'x-amz-target': 'DynamoDB_20120810.PutItem' },
    }, (response) => {
      text(response).then((answer) => resolve({ status: response.statusCode, answer: JSON.parse(answer) }), reject);
    }).on('error', reject).end(JSON.stringify(write));
  });
}

const REFUSED = { __type: 'ConditionalCheckFailedException', message: expect.any(String) };

// Under load the SDK repeats a write whose first answer was slow, and must then find its own item.
test('a repeated write is refused with the item that the first one stored', async () => {
  expect(await put({ Item: item('repeated') })).toEqual({ status: 200, answer: {} });

  expect(await put({ Item: item('repeated', 'another') })).toEqual({ status: 400, answer: { ...REFUSED, Item: item('repeated') } });
  expect(standIn.takeStored()).toEqual({ count: 1, first: item('repeated') });
});

test('the item is returned only to who asks for it', async () => {
  await put({ Item: item('unasked') });

  expect(await put({ Item: item('unasked'), ReturnValuesOnConditionCheckFailure: undefined })).toEqual({ status: 400, answer: REFUSED });
});

test('a write without the condition is refused', async () => {
  expect(await put({ Item: item('unconditional'), ConditionExpression: undefined })).toMatchObject({ status: 400, answer: { __type: 'ValidationException' } });
});
