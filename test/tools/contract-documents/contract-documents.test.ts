/** @jest-environment ./test/support/one-realm-environment.ts */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { orderTotal } from '../../../lambda/place-order/order/order-total';
import { validate } from '../../../lambda/place-order/order/order-validator';
import { openApiDocument } from '../../../tools/contract-documents/openapi';
import { ORDER_TABLE } from '../../../tools/contract-documents/order-table';
import { replaceSection } from '../../../tools/documents/readme-section';
import { handlerOn } from '../../support/api-client';
import { bodyViolations } from '../../support/documented-answers';
import { ACTIVE_CODES, NO_MONEY } from '../../support/iso-4217';

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const orderSchema = readJson('lambda/place-order/order/order.schema.json');
const exampleOrder = readJson('examples/order.json');

/** The first example of a status: what the handler answers. */
function exampleOf(status: number): Record<string, unknown> {
  const { content } = readJson('docs/openapi.json').paths['/orders'].post.responses[status];
  return Object.values<{ example: Record<string, unknown> }>(content)[0].example;
}

test('every document is what `npm run contract` writes', () => {
  execFileSync(process.execPath, ['--import', 'tsx', 'tools/contract-documents/write-contract-documents.ts', '--check'], { stdio: 'pipe' });
});

test('a README without its marks is an error that names them', () => {
  expect(() => replaceSection('# Title', ORDER_TABLE, 'tables')).toThrow('README.md must hold the lines');
});

test('the example is a valid order', () => {
  expect(validate(exampleOrder)).toBe(true);
});

test('the OpenAPI document embeds the order\'s schema unchanged', () => {
  const { $schema, ...schema } = orderSchema;
  const document = openApiDocument(orderSchema, exampleOrder) as { jsonSchemaDialect: string; components: { schemas: { Order: object } } };

  expect(document.jsonSchemaDialect).toBe($schema);
  expect(document.components.schemas.Order).toEqual(schema);
});

test('the OpenAPI document passes its linter', () => {
  execFileSync('npx', ['redocly', 'lint', '--config', 'docs/redocly.yaml', 'docs/openapi.json'], {
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    stdio: 'pipe',
  });
});

test('every answer has an example that its schema allows', () => {
  const responses: Record<string, { content: Record<string, { example?: unknown }> }> = readJson('docs/openapi.json').paths['/orders'].post.responses;
  for (const [status, { content }] of Object.entries(responses)) {
    for (const [contentType, { example }] of Object.entries(content)) {
      const violations = bodyViolations(Number(status), contentType, example);
      expect({ status, contentType, violations }).toEqual({ status, contentType, violations: [] });
    }
  }
  expect(exampleOf(201)).toMatchObject({ ...exampleOrder, totalAmount: orderTotal(exampleOrder) });
});

test('the examples of problems are what the handler answers', async () => {
  // Nobody is there: what is not refused before cannot be stored.
  const post = handlerOn('http://127.0.0.1:9', 'orders');
  const json = JSON.stringify(exampleOrder);
  const refused = {
    400: { body: '{"currency": ' },
    413: { body: JSON.stringify({ ...exampleOrder, notes: 'x'.repeat(400_000) }) },
    415: { body: json, headers: { 'content-type': 'text/plain' } },
    422: { body: JSON.stringify({ ...exampleOrder, items: [{ ...exampleOrder.items[0], quantity: 0 }] }) },
    503: { body: json },
  };
  for (const [status, request] of Object.entries(refused)) {
    const { json: answer, requestId } = await post(request);
    expect({ ...exampleOf(Number(status)), requestId }).toEqual({ ...answer, requestId });
  }
  // What the API never sends.
  const { json: answer, requestId } = await post({ body: 1 as never });
  expect({ ...exampleOf(500), requestId }).toEqual(answer);
});

test('every member has a bound, so that no valid order is too large for one item', () => {
  const unbounded: string[] = [];
  const visit = (schema: Record<string, unknown>, path: string): void => {
    const { type, enum: values, maxLength, pattern, maximum, maxItems, maxProperties, items, properties, additionalProperties } = schema;
    const isBounded = {
      string: values !== undefined || maxLength !== undefined || /\{\d+\}\$$/.test(String(pattern)),
      integer: maximum !== undefined,
      array: maxItems !== undefined,
      object: additionalProperties === false || maxProperties !== undefined,
    }[type as string];
    if (!isBounded) unbounded.push(path);
    for (const [name, child] of Object.entries(properties ?? {})) visit(child as Record<string, unknown>, `${path}/${name}`);
    for (const child of [items, additionalProperties]) if (typeof child === 'object') visit(child as Record<string, unknown>, `${path}/*`);
  };
  visit(orderSchema, '');

  expect(unbounded).toEqual([]);
});

test('the largest total is a safe integer', () => {
  const { maxItems, items: { properties: { quantity, unitPrice } } } = orderSchema.properties.items;

  expect(Number.isSafeInteger(maxItems * quantity.maximum * unitPrice.maximum)).toBe(true);
});

test('the currencies are the codes of ISO 4217 that stand for money', () => {
  expect(orderSchema.properties.currency.enum).toEqual(ACTIVE_CODES.filter((code) => !NO_MONEY.includes(code)));
});
