import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const DIST = 'dist/js';
const LARGEST_KILOBYTES = 400;

const [tarball, ...others] = readdirSync(DIST).filter((file) => file.endsWith('.tgz')).map((file) => join(DIST, file));

function readFromTarball(file: string): string {
  return execFileSync('tar', ['-xzOf', tarball, `package/${file}`], { encoding: 'utf8', maxBuffer: 64_000_000 });
}

const files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n').map((file) => file.replace('package/', ''));

void test('there is one tarball', () => {
  assert.deepEqual(others, []);
});

void test('it holds what a consumer needs, and nothing else', () => {
  const compiled = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).flatMap((file) => {
    const module = file.replace(/\.ts$/, '');
    return [`lib/${module}.js`, `lib/${module}.d.ts`];
  });
  assert.deepEqual([...files].sort(), [
    '.jsii',
    '.jsii.tabl.json',
    'LICENSE',
    'README.md',
    'assets/THIRD-PARTY-LICENSES',
    'assets/commands/index.js',
    'assets/order-schema-compiler/index.js',
    'assets/place-order/index.mjs',
    'assets/place-order/place-order.js',
    'assets/place-order/place-order.js.map',
    'assets/place-order/order-validator.js',
    'assets/place-order/xray-subsegment.js',
    'assets/place-order/xray-subsegment.js.map',
    'assets/relay/index.js',
    'assets/relay/index.js.map',
    'docs/order-event.d.ts',
    'docs/order-event.schema.json',
    'package.json',
    ...compiled,
  ].sort());
});

void test(`it has at most ${LARGEST_KILOBYTES} KB`, (context) => {
  const kilobytes = statSync(tarball).size / 1000;
  context.diagnostic(`${tarball}: ${kilobytes.toFixed(1)} KB, ${files.length} files`);
  assert.ok(kilobytes <= LARGEST_KILOBYTES, `${kilobytes} KB`);
});

void test('it needs nothing at run time but its peers', () => {
  const manifest = JSON.parse(readFromTarball('package.json'));
  assert.deepEqual(Object.keys(manifest.peerDependencies).sort(), ['aws-cdk-lib', 'constructs']);
  for (const kind of ['dependencies', 'optionalDependencies', 'bundledDependencies', 'bundleDependencies']) {
    assert.deepEqual(Object.keys(manifest[kind] ?? {}), [], kind);
  }
  for (const script of ['preinstall', 'install', 'postinstall']) assert.equal(manifest.scripts[script], undefined, script);
});

void test('it names no path of the machine that built it', () => {
  for (const file of files.filter((name) => !name.endsWith('/'))) {
    assert.ok(!readFromTarball(file).includes(process.cwd()), file);
  }
});

void test('it has the entry points that its manifest names', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const { '.': main, './order-event': event, ...further } = manifest.exports;
  for (const entry of [manifest.main, manifest.types, ...[main.types, main.default, event.types, ...Object.values<string>(further)].map(relative)]) {
    assert.ok(files.includes(entry), entry);
  }
});

void test('a consumer\'s code finds the types of the order event, however it resolves modules', () => {
  const directory = mkdtempSync(join(tmpdir(), 'order-event-types-'));
  try {
    const installed = join(directory, 'node_modules', 'cdk-order-processing-platform');
    mkdirSync(installed, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', installed]);
    const source = join(directory, 'consumer.ts');
    writeFileSync(source, [
      'import type { OrderPlaced } from \'cdk-order-processing-platform/order-event\';',
      'export const total = ({ data }: OrderPlaced): number => data.totalAmount;',
      '// @ts-expect-error: there is no such member',
      'export const other = ({ data }: OrderPlaced): unknown => data.noSuchMember;',
    ].join('\n'));
    for (const [module, moduleResolution] of [['node16', 'node16'], ['esnext', 'bundler'], ['commonjs', 'node10']]) {
      execFileSync(process.execPath, [
        require.resolve('typescript/bin/tsc'), '--noEmit', '--strict', '--ignoreDeprecations', '6.0',
        '--module', module, '--moduleResolution', moduleResolution, source,
      ], { cwd: directory });
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
});

function relative(entry: string): string {
  return entry.replace(/^\.\//, '');
}
