import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handlerFigures } from '../../bench/handler-figures';

const directory = mkdtempSync(join(tmpdir(), 'handler-figures-'));
const file = join(directory, 'handler.json');

afterAll(() => rmSync(directory, { recursive: true }));

test('measured figures replace assumed ones, one by one', () => {
  const assumed = handlerFigures(join(directory, 'absent.json'));
  writeFileSync(file, JSON.stringify({ warmCpuMs: 1.1, logBytes: 900, somethingElse: 'ignored' }));
  expect(handlerFigures(file)).toEqual({ ...assumed, warmCpuMs: 1.1, logBytes: 900 });
});

test.each([0, -1, '1.1', null])('a figure of %j is refused by name', value => {
  writeFileSync(file, JSON.stringify({ logBytes: value }));
  expect(() => handlerFigures(file)).toThrow(/`logBytes` in .*handler\.json must be a positive number, got: /);
});
