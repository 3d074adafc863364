import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL_ACCOUNT, LOCAL_REGION } from './aws-environment';
import { MiniStack } from './ministack';
import { CommandOptions, runCommand } from '../local-aws/command';

const QUIET = ['--no-notices', '--no-version-reporting'];

/** What to deploy. */
export interface DeployOptions extends CommandOptions {
  /** Path of the TypeScript file that is the CDK app, from the project's root, or of the directory of a synthesized app. */
  readonly app: string;

  /** Id of the stack in the app. */
  readonly stack: string;

  /** Context values for the app. @default - none */
  readonly context?: Record<string, string>;
}

/** Runs `cdk bootstrap`. */
export async function bootstrap(miniStack: MiniStack, options: CommandOptions = {}): Promise<void> {
  // Without the app of cdk.json, which is not needed: it would be synthesized, into a directory that only one process can use.
  await runCdk(miniStack, ['bootstrap', `aws://${LOCAL_ACCOUNT}/${LOCAL_REGION}`, '--app', ''], options);
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
    '--app', app.endsWith('.ts') ? `node --import tsx ${app}` : app,
    '--output', join(miniStack.environment.TMPDIR!, `${stack}.cdk.out`),
    ...Object.entries(context).flatMap(([key, value]) => ['--context', `${key}=${value}`]),
  ];
}

async function runCdk(miniStack: MiniStack, args: string[], options: CommandOptions): Promise<void> {
  await runCommand(miniStack, 'cdk', [...args, ...QUIET], options);
}
