import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { MiniStack } from './ministack';
import { endGroup } from './process-group';

const PROJECT_ROOT = join(__dirname, '..', '..');

/** Settings of a command that uses the local AWS. */
export interface CommandOptions {
  /** Ends the command early, with an error. @default - runs to its end */
  readonly signal?: AbortSignal;

  /** Told every line that the command prints. @default - lines are only shown if it fails */
  readonly onLine?: (line: string) => void;
}

/**
 * Runs a command of node_modules in the project's root and returns the lines that it printed.
 *
 * @throws if it fails, is interrupted or loses the local AWS; then none of its processes is left
 */
export async function runCommand(
  miniStack: MiniStack, command: string, args: string[], { signal, onLine }: CommandOptions,
): Promise<string[]> {
  signal?.throwIfAborted();
  const child = spawn(join(PROJECT_ROOT, 'node_modules', '.bin', command), args, {
    cwd: PROJECT_ROOT,
    env: miniStack.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that whatever the command starts ends with it.
    detached: true,
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      onLine?.(line);
    });
  }
  const closed = once(child, 'close') as Promise<[number | null]>;
  const interrupted = new Promise<'interrupted'>((resolve) => signal?.addEventListener('abort', () => resolve('interrupted'), { once: true }));
  const outcome = await Promise.race([closed, interrupted, miniStack.ended.then(() => 'no local AWS' as const)]);
  const name = `${command} ${args[0]}`;
  if (outcome === 'interrupted' || outcome === 'no local AWS') {
    await endGroup(child.pid!, closed, 0);
    signal?.throwIfAborted();
    throw new Error(`MiniStack ended during ${name}:\n${miniStack.log()}`);
  }
  const [exitCode] = outcome;
  if (exitCode !== 0) throw new Error(`${name} failed with exit code ${exitCode}:\n${lines.join('\n')}`);
  return lines;
}
