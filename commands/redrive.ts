import { Aws, awsCli } from './aws-cli';
import { CommandError } from './command-error';
import type { CommandLine } from './command-line';
import { Consumer, findConsumer } from './consumer';
import { DeadEvent, readDeadLetter } from './dead-letter';
import { DeadLetter, DeadLetterQueue } from './dead-letter-queue';
import { isWanted, redeliver } from './redelivery';

/** Calls of the AWS CLI at once; each takes about a second. */
const WORKERS = 4;

/** Sends what is in a consumer's dead-letter queue again, and deletes what the bus has taken. */
export async function redrive(line: CommandLine): Promise<void> {
  const aws = awsCli(line);
  const consumer = await findConsumer(aws, line);
  const queue = await DeadLetterQueue.of(aws, consumer.deadLetterQueueArn);
  console.log(`${consumer.id} of ${consumer.platform.name}: ${consumer.targetArn}`);
  console.log(`About ${await queue.count()} dead letters in ${queue.url}`);
  if (line.dryRun) return console.log(`Would send each of them again, to ${consumer.id} only, and delete those that the order bus has taken.`);
  console.log(`Sending each of them again, to ${consumer.id} only. What the order bus has taken is deleted from the queue.`);

  const run = new Redrive(aws, consumer, queue);
  try {
    await Promise.all(Array.from({ length: WORKERS }, () => run.work()));
  } finally {
    await run.releaseLeft();
  }
  console.log(`Sent again: ${run.sent}. Left in the queue: ${run.left.size}.`);
  if (run.left.size > 0) throw new CommandError(`Not everything was sent to ${consumer.id}.`);
  console.log(`What ${consumer.id} refuses again comes back into the queue.`);
}

class Redrive {
  public sent = 0;
  /** What stays in the queue, by the message's id. */
  public readonly left = new Map<string, DeadLetter>();
  /** Orders that were sent: one that comes back meanwhile is not sent again. */
  private readonly sentOrders = new Set<string>();

  constructor(private readonly aws: Aws, private readonly consumer: Consumer, private readonly queue: DeadLetterQueue) {}

  /** Works until the queue is empty. */
  public async work(): Promise<void> {
    for (let letters = await this.queue.receive(); letters.length > 0; letters = await this.queue.receive()) {
      const readable: { letter: DeadLetter; event: DeadEvent }[] = [];
      for (const letter of letters) {
        const event = await this.eventToSend(letter);
        if (event) readable.push({ letter, event });
      }
      await this.send(readable);
    }
  }

  /** Called whatever happens: nobody sees what is left otherwise, the alarm neither. */
  public async releaseLeft(): Promise<void> {
    await this.queue.release([...this.left.values()]);
  }

  private async eventToSend(letter: DeadLetter): Promise<DeadEvent | undefined> {
    if (this.left.has(letter.MessageId)) {
      this.left.set(letter.MessageId, letter);
      return undefined;
    }
    const event = readDeadLetter(letter.Body);
    const reason = await this.obstacle(event);
    if (reason !== undefined) {
      this.leave(letter, reason);
      return undefined;
    }
    this.sentOrders.add(event!.id);
    return event;
  }

  private async obstacle(event: DeadEvent | undefined): Promise<string | undefined> {
    if (!event) return 'holds no order event';
    if (this.sentOrders.has(event.id)) return `order ${event.id} was sent in this run already`;
    if (!await isWanted(this.aws, this.consumer, event)) return `order ${event.id} does not pass the consumer's filter any more`;
    return undefined;
  }

  private async send(found: readonly { readonly letter: DeadLetter; readonly event: DeadEvent }[]): Promise<void> {
    if (found.length === 0) return;
    for (const { letter } of found) this.left.set(letter.MessageId, letter);
    const reasons = await redeliver(this.aws, this.consumer, found.map(({ event }) => event));
    const taken = found.filter((_one, index) => reasons[index] === undefined).map(({ letter }) => letter);
    found.forEach(({ letter, event }, index) => {
      if (reasons[index] !== undefined) this.leave(letter, `order ${event.id}: ${reasons[index]}`);
    });
    const undeleted = await this.queue.delete(taken);
    for (const { MessageId } of taken) this.left.delete(MessageId);
    this.sent += taken.length;
    console.log(`Sent again: ${this.sent}`);
    if (undeleted > 0) console.error(`${undeleted} of them could not be deleted from the queue, and may be sent once more`);
  }

  private leave(letter: DeadLetter, reason: string): void {
    this.left.set(letter.MessageId, letter);
    console.error(`Left: message ${letter.MessageId}: ${reason}`);
  }
}
