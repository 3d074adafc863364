import { setTimeout as sleep } from 'node:timers/promises';
import { Aws, awsCli } from './aws-cli';
import { CommandError } from './command-error';
import type { CommandLine, TimeRange } from './command-line';
import { findConsumer } from './consumer';
import type { Archive } from './platform';

const MILLISECONDS_BETWEEN_LOOKS = 2_000;
const MILLISECONDS_OF_DAY = 86_400_000;
/** What EventBridge takes as a name. */
const LONGEST_NAME = 64;

interface Replay {
  readonly State: string;
  readonly StateReason?: string;
  readonly EventLastReplayedTime?: string | number;
}

/** Sends the orders of a time range to a consumer again, by a replay of the bus's archive that only the consumer's rule takes part in. */
export async function replay(line: CommandLine): Promise<void> {
  const aws = awsCli(line);
  const consumer = await findConsumer(aws, line);
  const { busArn, archive, name: platform } = consumer.platform;
  const range = line.range!;
  requireHeld(archive, range);
  const name = `${consumer.id.slice(0, LONGEST_NAME - 16)}-${new Date().toISOString().replace(/[-:]|\.\d+Z/g, '')}`;
  const what = `the orders of ${range.from.toISOString()} to ${range.to.toISOString()} again, to ${consumer.id} only`;
  console.log(`${consumer.id} of ${platform}: ${consumer.targetArn}`);
  console.log('The archive takes up to ten minutes to hold an order; EventBridge replays whole minutes, in no order.');
  if (line.dryRun) return console.log(`Would send ${what}.`);
  console.log(`Sending ${what}. This is the replay ${name}; it goes on if you end this command.`);
  console.log(`To end it: aws events cancel-replay --replay-name ${name}`);
  await aws('events', 'start-replay', {
    ReplayName: name,
    Description: `Orders of ${platform} for ${consumer.id}`,
    EventSourceArn: archive.ArchiveArn,
    EventStartTime: range.from.toISOString(),
    EventEndTime: range.to.toISOString(),
    Destination: { Arn: busArn, FilterArns: [consumer.ruleArn] },
  });
  await untilCompleted(aws, name);
  console.log(`Sent. What ${consumer.id} refuses comes into its dead-letter queue.`);
}

/** Refuses a range that the archive holds in part only: what is missing would be missed without a word. */
function requireHeld({ CreationTime, RetentionDays }: Archive, { from }: TimeRange): void {
  const created = time(CreationTime);
  const oldest = RetentionDays ? Math.max(created, Date.now() - RetentionDays * MILLISECONDS_OF_DAY) : created;
  if (from.getTime() >= oldest) return;
  throw new CommandError(`The archive holds the orders since ${new Date(Math.ceil(oldest / 1000) * 1000).toISOString()}: give --from that or later. ` +
    'Older orders are in the table.');
}

async function untilCompleted(aws: Aws, name: string): Promise<void> {
  for (let shown = ''; ;) {
    const { State, StateReason, EventLastReplayedTime } = await aws<Replay>('events', 'describe-replay', { ReplayName: name });
    const progress = EventLastReplayedTime === undefined ? State : `${State}, up to ${new Date(time(EventLastReplayedTime)).toISOString()}`;
    if (progress !== shown) console.log(progress);
    shown = progress;
    if (State === 'COMPLETED') return;
    if (State === 'FAILED' || State === 'CANCELLED') throw new CommandError(`The replay ended as ${State}${StateReason ? `: ${StateReason}` : ''}`);
    await sleep(MILLISECONDS_BETWEEN_LOOKS);
  }
}

/** The AWS CLI's first version writes seconds since 1970, its second text. */
function time(moment: string | number): number {
  return typeof moment === 'number' ? moment * 1000 : Date.parse(moment);
}
