import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

// After `package:python`: what a Python user reads of the package is Python, and leads somewhere.

const DIST = 'dist/python';
const [wheel] = readdirSync(DIST).filter((file) => file.endsWith('.whl')).map((file) => join(DIST, file));

function read(pattern: RegExp): string {
  const names = python('import sys, zipfile; print("\\n".join(zipfile.ZipFile(sys.argv[1]).namelist()))', wheel).split('\n');
  const name = names.find((one) => pattern.test(one));
  assert.ok(name, `${wheel} has no ${pattern}`);
  return python('import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())', wheel, name);
}

function python(...script: string[]): string {
  return execFileSync('python3', ['-c', ...script], { encoding: 'utf8', maxBuffer: 64_000_000 });
}

void test('its description has no link that leads nowhere', () => {
  assert.deepEqual(read(/METADATA$/).match(/\]\((?!https:|mailto:|#)[^)]*\)|(src|srcset)="(?!https:)[^"]*"/g) ?? [], []);
});

void test('its docstrings and its description have no TypeScript', () => {
  for (const text of [read(/METADATA$/), read(/^[^/]+\/__init__\.py$/)]) {
    // The README shows the quick start in every language.
    const own = text.replace(/^```(java|csharp|go)\n[^]*?^```/gm, '');
    assert.deepEqual(own.match(/.*\bnew Order\w+\(.*|^```(ts|typescript)$/gm) ?? [], []);
  }
});

void test('the examples of its docstrings are Python', () => {
  const module = read(/^[^/]+\/__init__\.py$/);
  assert.match(module, /OrderProcessingPlatform\(self, "Orders",\n/);
  assert.match(module, /orders\.add_order_consumer\("Warehouse", OrderConsumer\.from_queue\(warehouse\)\)/);
});
