import { IResource, Stack } from 'aws-cdk-lib';
import { RuleTargetConfig, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnQueue, IQueue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct, IConstruct } from 'constructs';
import { DeliveryBinding, DeliveryTarget } from './delivery-target';
import { warnOfMissingStatement } from './missing-statement';
import { CLOUD_EVENT_PATH } from './order-pattern';
import { QueueConsumerOptions } from './queue-consumer-options';
import { sameEnvironment } from './target-environment';
import { isManagedByAws } from '../encryption/encryption-key-rules';
import { resourceOf } from '../validation/brought-resources';
import { pattern, unless } from '../validation/prop-rules';
import { Verdict } from '../validation/validate-props';

/** @internal */
export class QueueTarget implements DeliveryTarget {
  public readonly resource: IResource;

  constructor(private readonly queue: IQueue, private readonly options: QueueConsumerOptions) {
    this.resource = queue;
  }

  public rules(platform: IConstruct): readonly Verdict[] {
    const { queue, options: { messageGroupId } } = this;
    const { encryptionType, encryptionMasterKey: key } = queue;
    const isManaged = encryptionType === QueueEncryption.KMS_MANAGED || (key !== undefined && isManagedByAws(key));
    const resource = resourceOf<CfnQueue>(queue, 'AWS::SQS::Queue');
    return [
      sameEnvironment(platform, 'queue', queue),
      unless(!isManaged, 'queue', 'must be encrypted with a customer-managed key or by SQS itself: ' +
        'the key that AWS manages does not let EventBridge send, and nobody can change its policy'),
      queue.fifo ? [
        pattern('messageGroupId', messageGroupId, /^[\x21-\x7e]{1,128}$/, 'must be 1 to 128 characters of ASCII without spaces'),
        unless(!resource || Boolean(resource.contentBasedDeduplication), 'queue',
          'must have `contentBasedDeduplication`: EventBridge gives no other deduplication id to a FIFO queue'),
      ] : unless(messageGroupId === undefined, 'messageGroupId', 'must not be given for a standard queue', messageGroupId),
    ];
  }

  public bind({ consumer, ruleArn, encryptionKey }: DeliveryBinding): RuleTargetConfig {
    const { queue, options } = this;
    const onlyRule = { ArnEquals: { 'aws:SourceArn': ruleArn } };
    const principals = [new ServicePrincipal('events.amazonaws.com')];
    const send = new PolicyStatement({ principals, actions: ['sqs:SendMessage'], resources: [queue.queueArn], conditions: onlyRule });
    if (!queue.addToResourcePolicy(send).statementAdded) warnOfMissingStatement(consumer, 'queuePolicy', 'queue', send);
    const key = queue.encryptionMasterKey;
    if (key && !isSameKey(consumer, key, encryptionKey)) {
      const use = new PolicyStatement({ principals, actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: ['*'], conditions: onlyRule });
      if (!key.addToResourcePolicy(use).statementAdded) warnOfMissingStatement(consumer, 'queueKeyPolicy', 'key of the queue', use);
    }
    return {
      arn: queue.queueArn,
      input: RuleTargetInput.fromEventPath(CLOUD_EVENT_PATH),
      sqsParameters: queue.fifo ? { messageGroupId: options.messageGroupId ?? 'orders' } : undefined,
    };
  }
}

function isSameKey(scope: Construct, { keyArn: one }: { keyArn: string }, { keyArn: other }: { keyArn: string }): boolean {
  const text = (arn: string) => JSON.stringify(Stack.of(scope).resolve(arn));
  return one === other || text(one) === text(other);
}
