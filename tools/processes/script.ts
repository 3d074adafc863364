import { parseArgs, ParseArgsConfig } from 'node:util';
import { Interruption, interruptionSignal } from './interruption';

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
