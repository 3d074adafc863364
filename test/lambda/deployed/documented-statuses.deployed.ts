import { Answer, post, withFunctionVariables } from './deployed-api';
import { documentedStatuses, expectDocumented } from '../../support/documented-answers';
import { SMALL_ORDER } from '../../support/order-arbitrary';

jest.setTimeout(120_000);

const BODY = JSON.stringify(SMALL_ORDER);
const seen = new Set<number>();

function expectPromised(answer: Answer, status: number): void {
  expect(answer.status).toBe(status);
  expectDocumented({ status: answer.status, headers: answer.headers, json: JSON.parse(answer.text) });
  seen.add(status);
}

test('what a caller can cause', async () => {
  expectPromised(await post(BODY, { 'idempotency-key': 'statuses' }), 201);
  expectPromised(await post(BODY, { 'idempotency-key': 'statuses' }), 201);
  expectPromised(await post(`${BODY} `.replace('USD', 'EUR'), { 'idempotency-key': 'statuses' }), 422);
  expectPromised(await post('{'), 400);
  expectPromised(await post(BODY + ' '.repeat(400_000)), 413);
  expectPromised(await post(BODY, { 'content-type': 'text/plain' }), 415);
});

test.each([
  ['a table that is not there', 503, { TABLE_NAME: 'no-such-table' }],
  ['an endpoint that nobody listens on', 503, { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }],
  ['an endpoint that is none', 500, { AWS_ENDPOINT_URL: 'nowhere' }],
])('%s is answered with %d, and the next order is stored', async (_what, status, variables) => {
  await withFunctionVariables(variables, async () => expectPromised(await post(BODY), status));
  expectPromised(await post(BODY), 201);
});

test('every documented status was seen', () => {
  expect([...seen].sort()).toEqual(documentedStatuses());
});
