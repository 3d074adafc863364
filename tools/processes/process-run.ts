import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { endGroup } from './process-group';

/** Settings of a process that is run to its end. */
export interface ProcessOptions {
  /** @default - this process's */
  readonly cwd?: string;

  /** @default - this process's */
  readonly env?: NodeJS.ProcessEnv;

  /** Ends the process early, with everything that it has started. @default - runs to its end */
  readonly signal?: AbortSignal;

  /** Time that the process has to end by itself after `signal`, in milliseconds. @default 0 */
  readonly graceMilliseconds?: number;

  /** Told every line that it prints. @default - silent */
  readonly onLine?: (line: string) => void;
}

/** A command that did not end well, with what it printed. */
export class ProcessFailure extends Error {
  constructor(command: string, public readonly lines: readonly string[]) {
    super([command, ...lines].join('\n'));
  }
}

/**
 * Runs a command to its end and returns the lines that it printed.
 *
 * @throws ProcessFailure if its exit code is not 0 or it can't be started; the signal's reason if that aborts: then none of its processes is left
 */
export async function runProcess(
  command: string, args: string[], { cwd, env, signal, graceMilliseconds = 0, onLine }: ProcessOptions = {},
): Promise<string[]> {
  signal?.throwIfAborted();
  // A group of its own, so that whatever the command starts ends with it.
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      onLine?.(line);
    });
  }
  const closed = once(child, 'close').then(([exitCode]) => exitCode as number | null, (error: Error) => error.message);
  const ending = new AbortController();
  const aborted = signal && once(signal, 'abort', { signal: ending.signal }).then(() => 'aborted' as const);
  aborted?.catch(() => {});
  const outcome = await Promise.race([closed, ...aborted ? [aborted] : []]);
  ending.abort();
  if (outcome === 'aborted') {
    if (child.pid !== undefined) await endGroup(child.pid, closed, graceMilliseconds);
    throw signal!.reason;
  }
  if (outcome !== 0) {
    throw new ProcessFailure(typeof outcome === 'string' ? outcome : `${[command, args[0]].join(' ')} failed with exit code ${outcome}:`, lines);
  }
  return lines;
}
