import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CommandError } from './command-error';
import type { CommandLine } from './command-line';

const execute = promisify(execFile);

/** Bytes of an answer: ten dead letters of the largest orders, several times. */
const LARGEST_ANSWER = 256 * 1024 * 1024;

/** Calls an operation of AWS, such as `events`, `put-events`, and returns its answer. */
export type Aws = <Answer = unknown>(service: string, operation: string, input: object) => Promise<Answer>;

/** AWS refused an operation. */
export class AwsError extends CommandError {
  constructor(public readonly operation: string, public readonly reason: string) {
    super(`${operation}: ${reason}`);
    this.name = 'AwsError';
  }
}

/** AWS by its command line interface, which brings the user's profiles, single sign-on and proxies. */
export function awsCli({ region, profile }: Pick<CommandLine, 'region' | 'profile'>): Aws {
  const settings = ['--output', 'json', ...region ? ['--region', region] : [], ...profile ? ['--profile', profile] : []];
  return async (service, operation, input) => {
    // In a file of the user's own: an argument is seen by every user of the machine, and holds 128 KB at most.
    const directory = await mkdtemp(join(tmpdir(), 'order-processing-'));
    try {
      const file = join(directory, 'input.json');
      await writeFile(file, JSON.stringify(input), { mode: 0o600 });
      const { stdout } = await execute('aws', [service, operation, '--cli-input-json', `file://${file}`, ...settings], {
        env: { ...process.env, AWS_PAGER: '' }, maxBuffer: LARGEST_ANSWER,
      });
      return stdout.trim() === '' ? {} : JSON.parse(stdout);
    } catch (error) {
      throw failure(`aws ${service} ${operation}`, error as NodeJS.ErrnoException & { readonly stderr?: string });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  };
}

function failure(operation: string, error: NodeJS.ErrnoException & { readonly stderr?: string }): Error {
  if (error.code === 'ENOENT') {
    return new CommandError('The AWS CLI is not on the PATH: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html');
  }
  const reason = error.stderr?.trim();
  return reason ? new AwsError(operation, reason) : error;
}
