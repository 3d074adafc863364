import { GetQueueAttributesCommand, PurgeQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { MiniStack } from '../../tools/local-aws/ministack';

const MILLISECONDS_TO_ARRIVE = 20_000;

/** A queue of the local AWS. */
export class Queue {
  private readonly client: SQSClient;

  constructor(miniStack: MiniStack, private readonly url: string) {
    this.client = new SQSClient(miniStack.clientConfiguration);
  }

  public async send(body: string): Promise<void> {
    await this.client.send(new SendMessageCommand({ QueueUrl: this.url, MessageBody: body }));
  }

  /** The messages that anybody could receive now. */
  public async visible(): Promise<number> {
    const { Attributes } = await this.client.send(new GetQueueAttributesCommand({ QueueUrl: this.url, AttributeNames: ['ApproximateNumberOfMessages'] }));
    return Number(Attributes!.ApproximateNumberOfMessages);
  }

  /** Waits until so many messages have arrived, and a second longer for more; takes all of them. */
  public async take(expected: number): Promise<Record<string, unknown>[]> {
    const bodies: string[] = [];
    const deadline = Date.now() + MILLISECONDS_TO_ARRIVE;
    while (bodies.length < expected && Date.now() < deadline) bodies.push(...await this.receive(1));
    for (let more = await this.receive(1); more.length > 0; more = await this.receive(1)) bodies.push(...more);
    await this.client.send(new PurgeQueueCommand({ QueueUrl: this.url }));
    return bodies.map((body) => JSON.parse(body));
  }

  /** Takes what is there. */
  public async empty(): Promise<void> {
    await this.client.send(new PurgeQueueCommand({ QueueUrl: this.url }));
  }

  private async receive(WaitTimeSeconds: number): Promise<string[]> {
    const { Messages = [] } = await this.client.send(new ReceiveMessageCommand({ QueueUrl: this.url, MaxNumberOfMessages: 10, WaitTimeSeconds }));
    return Messages.map(({ Body }) => Body!);
  }
}
