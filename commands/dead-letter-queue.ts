import type { Aws } from './aws-cli';

/** A message as SQS hands it out. */
export interface DeadLetter {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
}

/** Most messages of one call. */
export const MOST_MESSAGES = 10;

/** How long nobody else gets a message that was received, unless it is released before. */
const SECONDS_HIDDEN = 600;
/** Waiting so long, SQS asks all its servers: an empty answer means an empty queue. */
const SECONDS_TO_WAIT = 2;

/** The dead-letter queue of a consumer. */
export class DeadLetterQueue {
  /** @param arn ARN of the queue */
  public static async of(aws: Aws, arn: string): Promise<DeadLetterQueue> {
    const [, , , , account, name] = arn.split(':');
    const { QueueUrl } = await aws<{ readonly QueueUrl: string }>('sqs', 'get-queue-url', { QueueName: name, QueueOwnerAWSAccountId: account });
    return new DeadLetterQueue(aws, QueueUrl);
  }

  private constructor(private readonly aws: Aws, public readonly url: string) {}

  /** About how many messages can be received. */
  public async count(): Promise<number> {
    const { Attributes } = await this.call<{ readonly Attributes: Readonly<Record<string, string>> }>('get-queue-attributes', {
      AttributeNames: ['ApproximateNumberOfMessages'],
    });
    return Number(Attributes.ApproximateNumberOfMessages);
  }

  /** At most ten messages; none if there is none. */
  public async receive(): Promise<readonly DeadLetter[]> {
    const { Messages = [] } = await this.call<{ readonly Messages?: readonly DeadLetter[] }>('receive-message', {
      MaxNumberOfMessages: MOST_MESSAGES, VisibilityTimeout: SECONDS_HIDDEN, WaitTimeSeconds: SECONDS_TO_WAIT,
    });
    return Messages;
  }

  /** Deletes at most ten messages; returns how many SQS did not delete. */
  public async delete(messages: readonly DeadLetter[]): Promise<number> {
    if (messages.length === 0) return 0;
    const { Failed = [] } = await this.call<{ readonly Failed?: readonly unknown[] }>('delete-message-batch', {
      Entries: messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
    });
    return Failed.length;
  }

  /** Lets messages be received again at once, by whomever. */
  public async release(messages: readonly DeadLetter[]): Promise<void> {
    for (let start = 0; start < messages.length; start += MOST_MESSAGES) {
      const some = messages.slice(start, start + MOST_MESSAGES);
      await this.call('change-message-visibility-batch', {
        Entries: some.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout: 0 })),
      });
    }
  }

  private call<Answer>(operation: string, input: object): Promise<Answer> {
    return this.aws('sqs', operation, { QueueUrl: this.url, ...input });
  }
}
