import { Duration, Stack } from 'aws-cdk-lib';
import { CfnArchive, CfnEventBus, EventBus } from 'aws-cdk-lib/aws-events';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { eventSource, newOr } from './order-pattern';
import { addKeyStatement } from '../encryption/encryption-key';
import { PhysicalNames } from '../naming/physical-names';

/**
 * ARN of the order bus, in text that refers to no resource.
 *
 * @internal
 */
export function orderBusArn(scope: Construct, names: PhysicalNames): string {
  return Stack.of(scope).formatArn({ service: 'events', resource: 'event-bus', resourceName: names.orderBus });
}

/**
 * ARN of a rule on the order bus, in text that refers to no resource.
 *
 * @internal
 */
export function orderRuleArn(scope: Construct, names: PhysicalNames, ruleName: string): string {
  return Stack.of(scope).formatArn({ service: 'events', resource: 'rule', resourceName: `${names.orderBus}/${ruleName}` });
}

/** What the bus is made of. */
export interface OrderBusInputs {
  readonly names: PhysicalNames;
  readonly encryptionKey: IKey;
  /** Takes events that EventBridge could not encrypt or decrypt. */
  readonly deadLetterQueue: IQueue;
}

/** What the archive is made of. */
export interface OrderArchiveInputs {
  readonly names: PhysicalNames;
  readonly bus: EventBus;
  readonly encryptionKey: IKey;
  readonly retention: Duration;
}

/**
 * Creates the bus of the platform's orders, encrypted with the platform's key.
 *
 * @internal
 */
export function createOrderBus(scope: Construct, { names, encryptionKey, deadLetterQueue }: OrderBusInputs): EventBus {
  const bus = new EventBus(scope, 'OrderBus', { eventBusName: names.orderBus, description: `New orders of ${names.prefix}`, deadLetterQueue });
  // `kmsKey` would add statements that say nothing of an imported key.
  (bus.node.defaultChild as CfnEventBus).kmsKeyIdentifier = encryptionKey.keyArn;
  return bus;
}

/**
 * Creates the archive that orders are replayed from.
 *
 * @internal
 */
export function createOrderArchive(scope: Construct, { names, bus, encryptionKey, retention }: OrderArchiveInputs): CfnArchive {
  return new CfnArchive(scope, 'OrderArchive', {
    description: `New orders of ${names.prefix}, to be replayed`,
    sourceArn: bus.eventBusArn,
    // What is sent again is marked as such, and not to be archived again.
    eventPattern: { 'source': [eventSource(names.prefix)], 'replay-name': [{ exists: false }], 'detail': newOr() },
    retentionDays: retention.toDays(),
    kmsKeyIdentifier: encryptionKey.keyArn,
  });
}

/**
 * Lets EventBridge encrypt the bus and its archive, and rules of the bus write to queues that have this key.
 *
 * @param platform to which warnings and errors belong
 * @internal
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-key-policy.html
 */
export function allowDeliveryEncryption(platform: Construct, names: PhysicalNames, key: IKey): void {
  const busArn = orderBusArn(platform, names);
  const allow = (sid: string, actions: string[], conditions?: Record<string, Record<string, unknown>>) => addKeyStatement(
    platform, key, '`encryptionKey`', new PolicyStatement({
      sid, effect: Effect.ALLOW, principals: [new ServicePrincipal('events.amazonaws.com')], actions, resources: ['*'], conditions,
    }));
  allow('AllowOrderBusEncryption', ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'], {
    StringEquals: { 'kms:EncryptionContext:aws:events:event-bus:arn': busArn },
  });
  // It tells nothing but the key's state, and comes without an encryption context.
  allow('AllowOrderBusToFindKey', ['kms:DescribeKey']);
  allow('AllowOrderDelivery', ['kms:Decrypt', 'kms:GenerateDataKey'], {
    ArnLike: { 'aws:SourceArn': [orderRuleArn(platform, names, '*'), busArn] },
  });
}
