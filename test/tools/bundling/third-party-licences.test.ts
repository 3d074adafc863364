import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync, Metafile } from 'esbuild';
import { writeThirdPartyLicences } from '../../../tools/bundling/third-party-licences';

const SHIPPED = 'assets/THIRD-PARTY-LICENSES';

/** Packages of which a bundle of this entry point would hold code. */
function bundledPackages(entryPoint: string): Set<string> {
  const { metafile } = buildSync({ entryPoints: [entryPoint], bundle: true, platform: 'node', write: false, metafile: true, external: ['*.js'] });
  return new Set(Object.keys(metafile.inputs).map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter((name) => name !== undefined));
}

test('the package ships the licence of every package whose code it bundles', () => {
  const shipped = readFileSync(SHIPPED, 'utf8');
  const names = [...bundledPackages('lambda/place-order/telemetry/xray-subsegment.ts'), ...bundledPackages('tools/order-schema-compiler/index.ts')];
  expect(names).toEqual(expect.arrayContaining(['aws-xray-sdk-core', 'ajv']));
  const missing = names.filter((name) => !shipped.includes(`\n${name} `));
  expect(missing).toEqual([]);
  for (const name of ['@aws-sdk/client-dynamodb', '@smithy/core', 'ajv', 'aws-xray-sdk-core']) expect(shipped).toMatch(new RegExp(`^${name} \\d`, 'm'));
});

test('a package under another licence cannot be bundled', () => {
  const folder = mkdtempSync(join(tmpdir(), 'licences-'));
  const metafile = { inputs: { 'node_modules/@cloud-copilot/iam-simulate/dist/cjs/index.js': {} } } as unknown as Metafile;
  expect(() => writeThirdPartyLicences(join(folder, 'file'), [metafile])).toThrow('@cloud-copilot/iam-simulate (AGPL-3.0-or-later)');
  rmSync(folder, { recursive: true });
});
