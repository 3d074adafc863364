import { IResource, Stack } from 'aws-cdk-lib';
import { RuleTargetConfig, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnQueue, IQueue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeliveryBinding, DeliveryTarget } from './delivery-target';
import { warnOfMissingStatement } from './missing-statement';
import { CLOUD_EVENT_PATH } from './order-pattern';
import { QueueConsumerOptions } from './queue-consumer-options';
import { requireSameEnvironment } from './target-environment';
import { isManagedByAws } from '../encryption/encryption-key-rules';
import { invalidProp, requirePattern } from '../validation/prop-validation';

/** @internal */
export class QueueTarget implements DeliveryTarget {
  public readonly resource: IResource;

  constructor(private readonly queue: IQueue, private readonly options: QueueConsumerOptions) {
    this.resource = queue;
  }

  public validate(consumer: Construct): void {
    const { queue, options: { messageGroupId } } = this;
    requireSameEnvironment(consumer, 'queue', queue);
    if (queue.encryptionType === QueueEncryption.KMS_MANAGED || (queue.encryptionMasterKey && isManagedByAws(queue.encryptionMasterKey))) {
      throw invalidProp(consumer, 'queue', 'must be encrypted with a customer-managed key or by SQS itself: ' +
        'the key that AWS manages does not let EventBridge send, and nobody can change its policy');
    }
    if (!queue.fifo) {
      if (messageGroupId !== undefined) throw invalidProp(consumer, 'messageGroupId', 'must not be given for a standard queue', messageGroupId);
      return;
    }
    if (messageGroupId !== undefined) {
      requirePattern(consumer, 'messageGroupId', messageGroupId, /^[\x21-\x7e]{1,128}$/, 'must be 1 to 128 characters of ASCII without spaces');
    }
    const resource = queue.node.defaultChild;
    if (resource instanceof CfnQueue && !resource.contentBasedDeduplication) {
      throw invalidProp(consumer, 'queue', 'must have `contentBasedDeduplication`: EventBridge gives no other deduplication id to a FIFO queue');
    }
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
