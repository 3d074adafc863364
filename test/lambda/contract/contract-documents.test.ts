import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ACTIVE_CODES, NO_MONEY } from './iso-4217';
import { openApiDocument } from '../../../lambda/contract/openapi';
import { orderTable } from '../../../lambda/contract/order-table';
import { replaceSection } from '../../../lambda/contract/readme-section';
import { validate } from '../../../lambda/place-order/order/order-validator';

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const orderSchema = readJson('lambda/place-order/order/order.schema.json');
const exampleOrder = readJson('examples/order.json');

test('docs/openapi.json is what `npm run contract` writes', () => {
  expect(readJson('docs/openapi.json')).toEqual(JSON.parse(JSON.stringify(openApiDocument(orderSchema, exampleOrder))));
});

test('the table of an order\'s members in the README is what `npm run contract` writes', () => {
  const readme = readFileSync('README.md', 'utf8');

  expect(replaceSection(readme, orderTable(orderSchema))).toBe(readme);
});

test('a README without its marks is an error that names them', () => {
  expect(() => replaceSection('# Title', 'tables')).toThrow('README.md must hold the lines');
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
}, 60_000);

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
