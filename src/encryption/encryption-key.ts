import { Annotations, ArnFormat, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { PhysicalNames } from '../naming/physical-names';

/**
 * Creates the customer-managed key. IAM policies of the account decide who may use it; services that act
 * on their own get exactly one scoped statement each (see `allowLogEncryption` and `allowAlarmDelivery`).
 *
 * @internal
 */
export function createEncryptionKey(scope: Construct, names: PhysicalNames, removalPolicy: RemovalPolicy): Key {
  return new Key(scope, 'OrderProcessingKMSKey', {
    description: `Encrypts orders, logs, alarms and function environment of ${names.prefix}`,
    alias: names.keyAlias,
    enableKeyRotation: true,
    removalPolicy,
  });
}

/**
 * Lets CloudWatch Logs encrypt exactly the named log groups.
 *
 * @internal
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function allowLogEncryption(scope: Construct, key: IKey, logGroupNames: string[], sid = 'AllowLogGroupEncryption'): void {
  const stack = Stack.of(scope);
  addKeyStatement(scope, key, '`encryptionKey`', new PolicyStatement({
    sid,
    principals: [new ServicePrincipal(`logs.${stack.region}.${stack.urlSuffix}`)],
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    // In a key policy, `*` means this key.
    resources: ['*'],
    conditions: {
      ArnEquals: {
        'kms:EncryptionContext:aws:logs:arn': logGroupNames.map(resourceName => stack.formatArn({
          service: 'logs', resource: 'log-group', resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        })),
      },
    },
  }));
}

/**
 * Lets CloudWatch alarms of this account publish to an encrypted topic. Without it the alarm fires and nobody hears it.
 *
 * @param key the platform's key, or that of a topic which was brought
 * @param topicName the platform's topic. Not for one that was brought: a key that named the topic that names the key would be a circle
 * @internal
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function allowAlarmDelivery(scope: Construct, key: IKey, topicName?: string): void {
  const topic = topicName === undefined ? {} : { 'kms:EncryptionContext:aws:sns:topicArn': Stack.of(scope).formatArn({ service: 'sns', resource: topicName }) };
  addKeyStatement(scope, key, topicName ? '`encryptionKey`' : 'key of `alarmTopic`', new PolicyStatement({
    sid: 'AllowAlarmDelivery',
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account, ...topic } },
  }));
}

/**
 * Adds a statement to a key's policy, or warns that somebody else has to.
 *
 * @param noun the key, in the warning
 * @internal
 */
export function addKeyStatement(scope: Construct, key: IKey, noun: string, statement: PolicyStatement): void {
  const id = statement.sid;
  // A key that several platforms share gets this statement of each; ids must differ within a policy.
  if (key.node.scope !== scope) statement.sid = `${id}For${ownerId(scope)}`;
  if (key.addToResourcePolicy(statement).statementAdded) return;
  Annotations.of(scope).addWarningV2(`cdk-order-processing-platform:${id}`,
    `The policy of the imported ${noun} cannot be changed from here; add this statement to it: ${
      JSON.stringify(Stack.of(scope).resolve(statement.toStatementJson()))}`);
}

/** `Names` has no id for a path of `Default` alone. */
function ownerId({ node }: Construct): string {
  return node.path.split('/').every(id => id === 'Default') ? node.addr : Names.nodeUniqueId(node);
}
