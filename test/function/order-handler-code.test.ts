import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App, FileSystem, Stack } from 'aws-cdk-lib';
import { DISABLE_ASSET_STAGING_CONTEXT } from 'aws-cdk-lib/cx-api';
import { OrderProcessingPlatform } from '../../src';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'order-schema-test-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

/** Synthesizes a platform for each schema, and returns the path of each deployed code as the manifest names it. */
function codeOf(schemas: readonly object[], context = {}): string[] {
  const app = new App({ outdir: join(directory, 'cdk.out'), context });
  schemas.forEach((schema, position) => {
    const orderSchema = join(directory, `schema-${position}.json`);
    writeFileSync(orderSchema, JSON.stringify(schema));
    new OrderProcessingPlatform(new Stack(app, `Shop${position}`), 'Orders', { orderSchema, projectName: `shop-${position}` });
  });
  const assembly = app.synth();
  return schemas.map((_schema, position) => {
    const { files } = JSON.parse(readFileSync(join(assembly.directory, `Shop${position}.assets.json`), 'utf8'));
    const paths = Object.values<{ source: { path: string; packaging: string } }>(files).filter(({ source }) => source.packaging === 'zip');
    return resolve(assembly.directory, paths[0].source.path);
  });
}

const requiring = (member: string) => ({ type: 'object', required: [member] });
const validator = (code: string) => readFileSync(join(code, 'order-validator.js'), 'utf8');

test('each platform gets the handler with its own schema', () => {
  const [one, other, same] = codeOf([requiring('one'), requiring('other'), requiring('one')]);

  expect(validator(one)).toContain('"one"');
  expect(validator(other)).toContain('"other"');
  expect(validator(other)).not.toContain('"one"');
  expect(same).toBe(one);
  expect(readdirSync(one).sort()).toEqual(readdirSync('assets/place-order').sort());
});

test('nothing is left outside of the cloud assembly', () => {
  const mkdtemp = jest.spyOn(FileSystem, 'mkdtemp');
  codeOf([requiring('one')]);

  expect(mkdtemp).not.toHaveBeenCalled();
  expect(readdirSync(directory).sort()).toEqual(['cdk.out', 'schema-0.json']);
});

test('the code is there after synthesis, also where assets are not staged', () => {
  const [code] = codeOf([requiring('one')], { [DISABLE_ASSET_STAGING_CONTEXT]: true });

  expect(validator(code)).toContain('"one"');
});

test('the shipped handler keeps its own schema', () => {
  const shipped = readFileSync('assets/place-order/order-validator.js', 'utf8');
  codeOf([requiring('one')]);

  expect(readFileSync('assets/place-order/order-validator.js', 'utf8')).toBe(shipped);
});
