import { mkdirSync, readdirSync, readlinkSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { signal } from '../processes/process-group';

/** What a bundle is made of. */
const SOURCES = ['lambda', 'commands', 'src/handler-contract', 'tools/bundling', 'tools/order-schema-compiler', 'node_modules/.package-lock.json'];

/** What a bundle leaves, the last one last. */
const OUTPUTS = [
  'tools/order-schema-compiler/ajv-runtime.generated.ts',
  'lambda/place-order/order/order.generated.ts',
  'lambda/place-order/order/order-validator.js',
  'assets/place-order/place-order.js',
  'assets/relay/index.js',
  'assets/order-schema-compiler/index.js',
  'assets/commands/index.js',
  'assets/THIRD-PARTY-LICENSES',
];

const LOCK = '.local/bundling';
const POLL_MILLISECONDS = 100;

/** Whether assets/ was built from the sources and the dependencies as they are. */
export function isUpToDate(): boolean {
  const built = OUTPUTS.map(changedAt);
  if (built.includes(undefined)) return false;
  return Math.max(...SOURCES.map(newestChange)) < built.at(-1)!;
}

/** Of a folder, when anything came into it, left it or changed in it. */
function newestChange(path: string): number {
  if (OUTPUTS.includes(path)) return 0;
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) return 0;
  return Math.max(entry.mtimeMs, ...entry.isDirectory() ? readdirSync(path).map((name) => newestChange(join(path, name))) : []);
}

function changedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

/** Runs one build of this checkout at a time: those that come meanwhile wait. */
export async function oneAtATime(build: () => Promise<void>): Promise<void> {
  mkdirSync(dirname(LOCK), { recursive: true });
  while (!isTaken()) await setTimeout(POLL_MILLISECONDS);
  try {
    await build();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

/** Takes the lock if it is free; frees it if its holder was killed. A link is there with its holder's name in it or not at all. */
function isTaken(): boolean {
  try {
    symlinkSync(`${process.pid}`, LOCK);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!signal(Number(holder()), 0)) rmSync(LOCK, { force: true });
    return false;
  }
}

function holder(): string {
  try {
    return readlinkSync(LOCK);
  } catch {
    // Freed meanwhile.
    return `${process.pid}`;
  }
}
