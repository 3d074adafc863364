import { spawnSync } from 'node:child_process';

const TIME_LIMIT = 900_000;

/** How to run a command. */
export interface CommandOptions {
  /** Directory to run it in. */
  readonly cwd: string;

  /** Environment variables beside this process's own. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs a command to its end, within 15 minutes.
 *
 * @returns its standard output
 * @throws an error with all its output if it fails
 */
export function run(command: string, args: readonly string[], { cwd, env }: CommandOptions): string {
  const { status, signal, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 256_000_000,
    timeout: TIME_LIMIT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status !== 0) {
    throw new Error(`\`${[command, ...args].join(' ')}\` in ${cwd} ended with ${error?.message ?? signal ?? `exit code ${status}`}:\n${stdout}\n${stderr}`);
  }
  return stdout;
}
