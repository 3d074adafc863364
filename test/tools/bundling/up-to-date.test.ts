import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isUpToDate, oneAtATime } from '../../../tools/bundling/up-to-date';

const SOURCE = 'lambda/place-order/index.ts';
const OUTPUTS = [
  'tools/order-schema-compiler/ajv-runtime.generated.ts', 'lambda/place-order/order/order.generated.ts', 'lambda/place-order/order/order-validator.js',
  'assets/place-order/place-order.js', 'assets/relay/index.js', 'assets/order-schema-compiler/index.js', 'assets/commands/index.js', 'assets/THIRD-PARTY-LICENSES',
];
const BEFORE = new Date('2026-01-01');
const BUILT = new Date('2026-01-02');
const AFTER = new Date('2026-01-03');

const project = process.cwd();
let checkout: string;

function write(path: string, at: Date): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  utimesSync(path, at, at);
}

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'up-to-date-'));
  process.chdir(checkout);
  for (const path of [SOURCE, 'lambda/place-order/request/body.ts', 'node_modules/.package-lock.json']) write(path, BEFORE);
  for (const path of OUTPUTS) write(path, BUILT);
  for (const folder of ['lambda', 'lambda/place-order', 'lambda/place-order/order', 'lambda/place-order/request', 'tools/order-schema-compiler']) {
    utimesSync(folder, BEFORE, BEFORE);
  }
});

afterEach(() => {
  process.chdir(project);
  rmSync(checkout, { recursive: true });
});

test('what was built after the newest change to its sources needs no build', () => {
  expect(isUpToDate()).toBe(true);
});

test.each([
  ['a source has changed', () => write(SOURCE, AFTER)],
  ['a source was removed', () => rmSync('lambda/place-order/request/body.ts')],
  ['dependencies were installed', () => write('node_modules/.package-lock.json', AFTER)],
  ['the handler is missing', () => rmSync('assets/place-order/place-order.js')],
  ['a build was cut off before its end', () => rmSync('assets/THIRD-PARTY-LICENSES')],
])('a build is needed where %s', (_, change) => {
  change();

  expect(isUpToDate()).toBe(false);
});

test('of two builds at once the second waits for the first, also where that fails', async () => {
  const events: string[] = [];
  const first = oneAtATime(async () => {
    events.push('first');
    await setImmediate();
    events.push('failed');
    throw new Error('no space left');
  });
  const second = oneAtATime(async () => { events.push('second'); });

  await expect(first).rejects.toThrow('no space left');
  await second;
  expect(events).toEqual(['first', 'failed', 'second']);
});
