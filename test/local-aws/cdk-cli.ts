import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { LOCAL_ACCOUNT, LOCAL_REGION } from './aws-environment';
import { MiniStack } from './ministack';
import { endGroup } from './process-group';

const PROJECT_ROOT = join(__dirname, '..', '..');
const CDK = join(PROJECT_ROOT, 'node_modules', '.bin', 'cdk');
const QUIET = ['--no-notices', '--no-version-reporting'];

/** Settings of a run of the CDK CLI. */
export interface CdkRunOptions {
  /** Ends the run early, with an error. @default - runs to its end */
  readonly signal?: AbortSignal;

  /** Told every line that the CLI prints. @default - lines are only shown if the run fails */
  readonly onLine?: (line: string) => void;
}

/** What to deploy. */
export interface DeployOptions extends CdkRunOptions {
  /** Path of the TypeScript file that is the CDK app, from the project's root. */
  readonly app: string;

  /** Id of the stack in the app. */
  readonly stack: string;

  /** Context values for the app. @default - none */
  readonly context?: Record<string, string>;
}

/** Runs `cdk bootstrap`. */
export async function bootstrap(miniStack: MiniStack, options: CdkRunOptions = {}): Promise<void> {
  await runCdk(miniStack, ['bootstrap', `aws://${LOCAL_ACCOUNT}/${LOCAL_REGION}`], options);
}

/** Runs `cdk deploy` for one stack and returns its outputs. Bootstrap first. */
export async function deployStack(miniStack: MiniStack, options: DeployOptions): Promise<Record<string, string>> {
  const outputsFile = join(miniStack.environment.TMPDIR!, `${options.stack}.outputs.json`);
  await runCdk(miniStack, [
    'deploy', options.stack, '--exclusively', ...appArguments(miniStack, options),
    '--require-approval', 'never', '--progress', 'events', '--outputs-file', outputsFile,
  ], options);
  return JSON.parse(readFileSync(outputsFile, 'utf8'))[options.stack] ?? {};
}

/** Runs `cdk destroy` for one stack. */
export async function destroyStack(miniStack: MiniStack, options: DeployOptions): Promise<void> {
  await runCdk(miniStack, ['destroy', options.stack, '--exclusively', ...appArguments(miniStack, options), '--force'], options);
}

function appArguments(miniStack: MiniStack, { app, stack, context = {} }: DeployOptions): string[] {
  return [
    '--app', `node --import tsx ${app}`,
    '--output', join(miniStack.environment.TMPDIR!, `${stack}.cdk.out`),
    ...Object.entries(context).flatMap(([key, value]) => ['--context', `${key}=${value}`]),
  ];
}

async function runCdk(miniStack: MiniStack, args: string[], { signal, onLine }: CdkRunOptions): Promise<void> {
  signal?.throwIfAborted();
  const command = `cdk ${args[0]}`;
  const child = spawn(CDK, [...args, ...QUIET], {
    cwd: PROJECT_ROOT,
    env: miniStack.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that the app and whatever else the CLI starts ends with it.
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
  const outcome = await Promise.race([closed, interrupted, miniStack.ended.then(() => 'no emulator' as const)]);
  if (outcome === 'interrupted' || outcome === 'no emulator') {
    await endGroup(child.pid!, 0);
    signal?.throwIfAborted();
    throw new Error(`MiniStack ended during ${command}:\n${miniStack.log()}`);
  }
  const [exitCode] = outcome;
  if (exitCode !== 0) throw new Error(`${command} failed with exit code ${exitCode}:\n${lines.join('\n')}`);
}
