import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Stack } from 'aws-cdk-lib';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DeployedPlatform } from './deployed-platform';
import { OrderProcessingPlatform } from '../../src';

/** Subscribes a queue to the platform's alarm topic: `AlarmNotifications` reads it. */
export function subscribeQueue(stack: Stack, platform: OrderProcessingPlatform): void {
  const queue = new Queue(stack, 'AlarmSubscriber', { queueName: subscriberName(stack.stackName) });
  platform.alarmTopic.addSubscription(new SqsSubscription(queue, { rawMessageDelivery: true }));
}

function subscriberName(stackName: string): string {
  return `${stackName}-alarm-subscriber`;
}

interface Notification {
  readonly AlarmName: string;
  readonly NewStateValue: string;
}

/** What the subscriber has been told, as `<alarm> <state>`. */
export class AlarmNotifications {
  private readonly client: SQSClient;
  private readonly queueUrl: string;
  private readonly received: string[] = [];

  constructor({ miniStack, assembly }: DeployedPlatform) {
    this.client = new SQSClient(miniStack.clientConfiguration);
    this.queueUrl = `${miniStack.endpoint}/000000000000/${subscriberName(assembly.stackName)}`;
  }

  /** @throws unless each notification arrives within 10 seconds */
  public async expect(...notifications: string[]): Promise<void> {
    const deadline = Date.now() + 10_000;
    const missing = () => notifications.filter((notification) => !this.received.includes(notification));
    while (missing().length > 0 && Date.now() < deadline) await this.receive(1);
    if (missing().length > 0) throw new Error(`the subscriber was never told: ${missing().join(', ')}`);
  }

  /** What has arrived until now and not been forgotten. */
  public async arrived(): Promise<readonly string[]> {
    while (await this.receive(0));
    return this.received;
  }

  /** Forgets what has arrived until now. */
  public async forget(): Promise<void> {
    await this.arrived();
    this.received.length = 0;
  }

  private async receive(secondsToWait: number): Promise<boolean> {
    const { Messages = [] } = await this.client.send(new ReceiveMessageCommand({
      QueueUrl: this.queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: secondsToWait,
    }));
    for (const { Body, ReceiptHandle } of Messages) {
      const { AlarmName, NewStateValue } = JSON.parse(Body!) as Notification;
      this.received.push(`${AlarmName} ${NewStateValue}`);
      await this.client.send(new DeleteMessageCommand({ QueueUrl: this.queueUrl, ReceiptHandle }));
    }
    return Messages.length > 0;
  }
}
