import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, ParseArgsConfig } from 'node:util';
import { Interruption, interruptionSignal } from './interruption';
import { MiniStack, MiniStackOptions, startMiniStack } from './ministack';

/** Thrown for arguments that make no sense; the message says which. */
export class ArgumentError extends Error {}

/**
 * The values of a script's options.
 *
 * @throws ArgumentError if there are others
 */
export function parseOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[], options: Options,
): ReturnType<typeof parseArgs<{ args: string[]; options: Options }>>['values'] {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    // Node's messages go on about how to pass positional arguments after the first sentence.
    throw new ArgumentError((error as Error).message.split('. ')[0]);
  }
}

/** Runs a command-line script and exits: 0 if it returns, 2 for wrong arguments, 128 + signal if interrupted, 1 for every other error. */
export function runScript(main: (args: string[], signal: AbortSignal) => Promise<void>, usage: string): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  void main(process.argv.slice(2), interruptionSignal()).then(() => 0, (error) => report(error, usage)).then(process.exit);
}

/** Starts a local AWS, uses it, and ends it whatever happens. */
export async function withMiniStack(options: MiniStackOptions, use: (miniStack: MiniStack) => Promise<void>): Promise<void> {
  const miniStack = await startMiniStack(options);
  options.onProgress?.(`Local AWS is up at ${miniStack.endpoint}`);
  try {
    await use(miniStack);
  } catch (error) {
    // Most errors follow from one of two events, which tell more than they do.
    options.signal?.throwIfAborted();
    const ended = await Promise.race([miniStack.ended.then(() => true), sleep(200, false)]);
    throw ended ? new Error(`MiniStack ended unexpectedly.\n${miniStack.log()}`) : error;
  } finally {
    await miniStack.stop();
  }
}

function report(error: unknown, usage: string): number {
  if (error instanceof ArgumentError) {
    console.error(`${error.message}\n\n${usage}`);
    return 2;
  }
  if (error instanceof Interruption) {
    console.error(`\n${error.message} Everything is removed.`);
    return error.exitCode;
  }
  console.error(`\n${error instanceof Error ? error.message : error}`);
  return 1;
}
