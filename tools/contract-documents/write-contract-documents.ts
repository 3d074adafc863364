import { readFileSync, writeFileSync } from 'node:fs';
import { openApiDocument } from './openapi';
import { ORDER_TABLE, orderTable } from './order-table';
import { replaceSection } from '../../docs/readme-section';

// Writes what people read of the order's contract: the OpenAPI document and the README's table.
const orderSchema = readJson('lambda/place-order/order/order.schema.json');
const exampleOrder = readJson('examples/order.json');

writeFileSync('docs/openapi.json', `${JSON.stringify(openApiDocument(orderSchema, exampleOrder), null, 2)}\n`);
writeFileSync('README.md', replaceSection(readFileSync('README.md', 'utf8'), ORDER_TABLE, orderTable(orderSchema)));

function readJson(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
