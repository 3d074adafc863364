import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { exampleEvent } from '../../../tools/contract-documents/order-event';

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const exampleOrder = readJson('examples/order.json');
const published = readJson('docs/order-event.schema.json');
const event = exampleEvent(exampleOrder) as Record<string, unknown> & { data: Record<string, unknown> };
const validate = addFormats(new Ajv2020({ allErrors: true })).compile(published);
const violations = (document: unknown) => (validate(document) ? [] : validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`));

test('the AsyncAPI document passes its linter', () => {
  // How a consumer proves who it is, AWS decides.
  execFileSync('npx', ['redocly', 'lint', '--config', 'docs/redocly.yaml', '--skip-rule', 'security-defined', 'docs/asyncapi.json'], {
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    stdio: 'pipe',
  });
});

test('the AsyncAPI document shows an event that keeps the schema', () => {
  const { orderPlaced } = readJson('docs/asyncapi.json').components.messages;
  expect(orderPlaced.examples.map(({ payload }: { payload: unknown }) => violations(payload))).toEqual([[]]);
});

test('the event tells the order as the API answers it', () => {
  const answer = readJson('docs/openapi.json').paths['/orders'].post.responses['201'].content['application/json'].example;
  expect(event.data).toEqual(answer);
  expect([event.id, event.subject, event.time]).toEqual([answer.orderId, answer.orderId, answer.createdAt]);
});

test('an event of a later version, with more members anywhere, keeps the schema', () => {
  expect(violations({ ...event, traceparent: '00-1', data: { ...event.data, taxAmount: 1, customer: { ...exampleOrder.customer, vip: true } } })).toEqual([]);
});

test.each([
  ['id', { id: undefined }, ' must have required property \'id\''],
  ['data', { data: { ...event.data, totalAmount: 1.5 } }, '/data/totalAmount must be integer'],
  ['type', { type: 'another' }, '/type must be equal to constant'],
])('an event whose %s is wrong does not keep the schema', (_member, change, violation) => {
  expect(violations(JSON.parse(JSON.stringify({ ...event, ...change })))).toEqual([violation]);
});
