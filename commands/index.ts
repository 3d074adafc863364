#!/usr/bin/env node
import { CommandError } from './command-error';
import { readCommandLine, USAGE } from './command-line';
import { redrive } from './redrive';
import { replay } from './replay';

const COMMANDS = { redrive, replay };

/** `npx cdk-order-processing-platform <command> <options>` */
async function main(args: string[]): Promise<void> {
  const line = readCommandLine(args);
  if (line === 'help') return console.log(USAGE);
  await COMMANDS[line.command](line);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  // What was not foreseen is a mistake of the command's: its stack helps to find it.
  console.error(error instanceof CommandError ? error.message : error);
  process.exitCode = 1;
});
