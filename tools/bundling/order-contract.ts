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

/** For orders of other schemas too, whose validators don't have it. */
function currencies(codes: readonly string[]): string {
  return `/** Codes of every currency that an order may be in. */\nexport const CURRENCIES: ReadonlySet<string> = new Set('${codes.join(' ')}'.split(' '));\n`;
}

/** Writes what follows from the order's schema: its TypeScript type, its currencies and its validator. */
export async function generateOrderContract(): Promise<void> {
  const schemaText = readFileSync(`${ORDER}/order.schema.json`, 'utf8');
  const schema = JSON.parse(schemaText);
  const types = await compile(schema, 'Order', { bannerComment: '/* Generated from order.schema.json. */', maxItems: 0 });
  writeFileSync(`${ORDER}/order.generated.ts`, `${types}\n${currencies(schema.properties.currency.enum)}`);
  // Loaded late: it needs what generateAjvRuntime writes.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { compileOrderValidator } = require('../order-schema-compiler') as typeof import('../order-schema-compiler');
  const validator = compileOrderValidator(withoutDescriptions(schemaText), { isDefaultSchema: true });
  writeFileSync(`${ORDER}/order-validator.js`, transformSync(validator, { minify: true, target: 'node20', format: 'cjs' }).code);
}
