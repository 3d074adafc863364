import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { MiniStack } from '../local-aws/ministack';

/** Takes what the consumer's queue gets, as the consumer would: each document once. */
export class DeliveredDocuments {
  private readonly client: SQSClient;

  constructor(miniStack: Pick<MiniStack, 'clientConfiguration'>, public readonly queueUrl: string) {
    // The queue's URL has a host name, which not every machine resolves to where the local AWS listens.
    this.client = new SQSClient({ ...miniStack.clientConfiguration, useQueueUrlAsEndpoint: false });
  }

  /** Waits for documents, at most so long, and returns them. */
  public async firstDocuments(milliseconds: number, signal: AbortSignal): Promise<string[]> {
    const deadline = Date.now() + milliseconds;
    let documents: string[] = [];
    while (documents.length === 0 && Date.now() < deadline) {
      signal.throwIfAborted();
      documents = await this.take(1);
    }
    return documents;
  }

  /** The documents that came since the last call. */
  public async newDocuments(): Promise<string[]> {
    const documents: string[] = [];
    for (let taken = await this.take(0); taken.length > 0; taken = await this.take(0)) documents.push(...taken);
    return documents;
  }

  private async take(WaitTimeSeconds: number): Promise<string[]> {
    const QueueUrl = this.queueUrl;
    const { Messages = [] } = await this.client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds }));
    if (Messages.length === 0) return [];
    const Entries = Messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId!, ReceiptHandle: ReceiptHandle! }));
    await this.client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    return Messages.map(({ Body }) => Body!);
  }
}
