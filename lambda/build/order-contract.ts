import { readFileSync, writeFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { compile } from 'json-schema-to-typescript';

const ORDER = 'lambda/place-order/order';

/** Texts for people, which a validator would carry along. */
function withoutDescriptions(schemaText: string): string {
  return JSON.stringify(JSON.parse(schemaText, (key, value: unknown) => (
    (key === 'description' || key === 'title') && typeof value === 'string' ? undefined : value
  )));
}

/** Writes what follows from the order's schema: its TypeScript type and its validator. */
export async function generateOrderContract(): Promise<void> {
  const schemaText = readFileSync(`${ORDER}/order.schema.json`, 'utf8');
  writeFileSync(`${ORDER}/order.generated.ts`, await compile(JSON.parse(schemaText), 'Order', {
    bannerComment: '/* Generated from order.schema.json. */',
    maxItems: 0,
  }));
  // Loaded late: it needs what generateAjvRuntime writes.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { compileOrderValidator } = require('../order-schema-compiler') as typeof import('../order-schema-compiler');
  const validator = compileOrderValidator(withoutDescriptions(schemaText), { isDefaultSchema: true });
  writeFileSync(`${ORDER}/order-validator.js`, transformSync(validator, { minify: true, target: 'node20', format: 'cjs' }).code);
}
