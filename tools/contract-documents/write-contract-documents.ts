import { readFileSync, writeFileSync } from 'node:fs';
import { asyncApiDocument } from './asyncapi';
import { openApiDocument } from './openapi';
import { orderEventSchema } from './order-event';
import { orderEventTypes } from './order-event-types';
import { ORDER_TABLE, orderTable } from './order-table';
import { replaceSection } from '../documents/readme-section';

/** What people and their tools read of the order's contract, by file: the documents of the API and of the event, and the README's table. */
async function contractDocuments(): Promise<Record<string, string>> {
  const orderSchema = readJson('lambda/place-order/order/order.schema.json');
  const exampleOrder = readJson('examples/order.json');
  const eventSchema = orderEventSchema(orderSchema);
  return {
    'docs/openapi.json': json(openApiDocument(orderSchema, exampleOrder)),
    'docs/order-event.schema.json': json(eventSchema),
    'docs/asyncapi.json': json(asyncApiDocument(eventSchema, exampleOrder)),
    'docs/order-event.d.ts': await orderEventTypes(eventSchema),
    'README.md': replaceSection(read('README.md'), ORDER_TABLE, orderTable(orderSchema)),
  };
}

/** Writes the documents; with `--check`, only tells which are not what they should be. */
async function main(args: string[]): Promise<void> {
  const documents = Object.entries(await contractDocuments());
  if (!args.includes('--check')) return documents.forEach(([file, text]) => writeFileSync(file, text));
  const old = documents.filter(([file, text]) => read(file) !== text).map(([file]) => file);
  if (old.length > 0) throw new Error(`Not what \`npm run contract\` writes: ${old.join(', ')}`);
}

function read(file: string): string {
  return readFileSync(file, 'utf8');
}

function readJson(file: string) {
  return JSON.parse(read(file));
}

function json(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
