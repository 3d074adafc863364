import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledgeFinding } from '../compliance/acknowledged-finding';

/** What a dead-letter queue is made of. */
export interface DeadLetterQueueInputs {
  readonly encryptionKey: IKey;
  readonly removalPolicy: RemovalPolicy;
  /** What EventBridge may write to it for. */
  readonly sourceArn: string;
}

/**
 * A queue for what could not be delivered: encrypted, for TLS callers only, kept for as long as SQS keeps anything.
 *
 * @internal
 */
export function createDeadLetterQueue(scope: Construct, id: string, { encryptionKey, removalPolicy, sourceArn }: DeadLetterQueueInputs): Queue {
  const queue = new Queue(scope, id, {
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: encryptionKey,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    removalPolicy,
  });
  queue.addToResourcePolicy(new PolicyStatement({
    sid: 'TakeUndeliveredEvents',
    principals: [new ServicePrincipal('events.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: { ArnEquals: { 'aws:SourceArn': sourceArn } },
  }));
  acknowledgeFinding(queue, 'The queue is itself a dead-letter queue.', 'AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy');
  return queue;
}
