import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// What the site is built with, installed when first needed or when its lock has changed.
const marker = join(__dirname, 'node_modules', '.lock-sha256');
const lock = createHash('sha256').update(readFileSync(join(__dirname, 'package-lock.json'))).digest('hex');

if (!existsSync(marker) || readFileSync(marker, 'utf8') !== lock) {
  console.log('Installing what the docs site is built with (first time only)');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: __dirname, stdio: 'inherit' });
  writeFileSync(marker, lock);
}
