import { parseArgs } from 'node:util';
import { CommandError } from './command-error';

export const USAGE = `Usage: npx cdk-order-processing-platform <command> --stack <name> --consumer <id> [options]

Sends orders again to one consumer of a deployed platform, and to no other. Works through the AWS CLI, with its credentials and settings.

Commands
  redrive   sends the orders of the consumer's dead-letter queue again, each once, and deletes what the order bus has taken
  replay    sends the orders of a time range again, from the order bus's archive

Options
  --stack <name>      CloudFormation stack that holds the platform
  --consumer <id>     id that addOrderConsumer was given
  --platform <name>   <projectName>-<environmentSuffix>, if the stack holds several platforms
  --from <time>       replay: first moment, such as 2026-11-26T08:00:00Z
  --to <time>         replay: moment after the last one
  --dry-run           say what would be done, and do nothing
  --region <region>   AWS region, if not the one of your settings
  --profile <name>    profile of the AWS CLI
  --help              show this

Exit code 0 if everything was sent, 1 otherwise.`;

/** Where and for whom. */
export interface CommandLine {
  readonly command: 'redrive' | 'replay';
  readonly stack: string;
  readonly consumer: string;
  readonly platform?: string;
  /** Present with `replay`. */
  readonly range?: TimeRange;
  readonly dryRun: boolean;
  readonly region?: string;
  readonly profile?: string;
}

/** From the one moment on, before the other. */
export interface TimeRange {
  readonly from: Date;
  readonly to: Date;
}

const OPTIONS = {
  'stack': { type: 'string' },
  'consumer': { type: 'string' },
  'platform': { type: 'string' },
  'from': { type: 'string' },
  'to': { type: 'string' },
  'dry-run': { type: 'boolean' },
  'region': { type: 'string' },
  'profile': { type: 'string' },
  'help': { type: 'boolean' },
} as const;

/**
 * Reads the arguments.
 *
 * @throws CommandError if they make no sense
 */
export function readCommandLine(args: string[], now = new Date()): CommandLine | 'help' {
  const { values, positionals } = parsed(args);
  const [command, ...others] = positionals;
  if (values.help) return 'help';
  if (command === undefined) throw usageError('Name a command');
  if (command !== 'redrive' && command !== 'replay') throw usageError(`There is no command ${command}`);
  if (others.length > 0) throw usageError(`Unexpected argument: ${others[0]}`);
  const { from, to, region, profile, platform } = values;
  if (command === 'redrive' && (from ?? to) !== undefined) throw usageError('redrive knows no time range: it sends all that is in the dead-letter queue');
  return {
    command,
    stack: required('stack', values.stack),
    consumer: required('consumer', values.consumer),
    platform,
    range: command === 'replay' ? timeRange(required('from', from), required('to', to), now) : undefined,
    dryRun: values['dry-run'] ?? false,
    region,
    profile,
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw usageError((error as Error).message);
  }
}

function required(name: string, value: string | undefined): string {
  if (!value) throw usageError(`Give --${name}`);
  return value;
}

function timeRange(from: string, to: string, now: Date): TimeRange {
  const range = { from: moment('from', from), to: moment('to', to) };
  if (range.from >= range.to) throw usageError(`--from must be before --to, got: ${from} and ${to}`);
  if (range.to > now) throw usageError(`--to must not be in the future, got: ${to}`);
  return range;
}

function moment(name: string, text: string): Date {
  const date = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) || Number.isNaN(date.getTime())) {
    throw usageError(`--${name} must be a time with its zone, such as 2026-11-26T08:00:00Z, got: ${text}`);
  }
  return date;
}

function usageError(message: string): CommandError {
  return new CommandError(`${message}. \`--help\` shows everything.`);
}
