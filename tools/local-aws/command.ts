import { join } from 'node:path';
import { MiniStack } from './ministack';
import { ProcessFailure, runProcess } from '../processes/process-run';

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
  const name = `${command} ${args[0]}`;
  const lost = new AbortController();
  void miniStack.ended.then(() => lost.abort(new Error(`MiniStack ended during ${name}:\n${miniStack.log()}`)));
  try {
    return await runProcess(join(PROJECT_ROOT, 'node_modules', '.bin', command), args, {
      cwd: PROJECT_ROOT,
      env: miniStack.environment,
      signal: AbortSignal.any([lost.signal, ...signal ? [signal] : []]),
      onLine,
    });
  } catch (error) {
    // What fails because the local AWS is gone says less than that.
    lost.signal.throwIfAborted();
    throw error instanceof ProcessFailure ? new Error(`${name} failed:\n${error.lines.join('\n')}`) : error;
  }
}
