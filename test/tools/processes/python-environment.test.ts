import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPython } from '../../../tools/processes/python-environment';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'path-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

function install(command: string, answer: string): void {
  writeFileSync(join(directory, command), `#!/bin/sh\n${answer}\n`, { mode: 0o755 });
}

test('no Python: one line that says what to install', async () => {
  await expect(findPython({ user: 'The local AWS', oldestMinor: 10 }, directory)).rejects.toThrow(
    /^The local AWS needs Python 3\.10 or newer, but no Python was found on the PATH: install it with `apt-get install python3 python3-venv`.*\.$/);
});

test('only too old ones: says which were found', async () => {
  install('python3', 'echo 3.9');
  install('python', 'echo 2.7');
  await expect(findPython({ user: 'The local AWS', oldestMinor: 10 }, directory)).rejects.toThrow('only Python 3.9, 2.7 was found');
});

test('a newer one beside an old default is taken', async () => {
  install('python3', 'echo 3.8');
  install('python3.12', 'echo 3.12');
  expect(await findPython({ user: 'The local AWS', oldestMinor: 10 }, directory)).toBe('python3.12');
});

test('a command that does not run is passed over', async () => {
  install('python3', 'exit 127');
  install('python3.11', 'echo 3.11');
  expect(await findPython({ user: 'The local AWS', oldestMinor: 10 }, directory)).toBe('python3.11');
});
