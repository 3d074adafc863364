import { Annotations, ArnFormat, Names, Reference, RemovalPolicy, Resource, Stack, Tokenization } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { PhysicalNames } from '../naming/physical-names';
import { invalidProp } from '../validation/prop-validation';

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
 * Refuses an alias: no IAM policy may name a key by one, and log groups take none.
 *
 * @param prop the prop that has the key
 * @internal
 */
export function requireKeyItself(scope: Construct, prop: string, key: IKey): void {
  if (key instanceof Alias || arnText(key).includes(':alias/')) {
    throw invalidProp(scope, prop, 'must be the key itself, not an alias of it: no IAM policy may name a key by an alias, and log groups take none');
  }
}

/**
 * Whether a key is one that AWS manages, of which nobody else can change the policy.
 *
 * @internal
 */
export function isManagedByAws(key: IKey): boolean {
  return arnText(key).includes(':alias/aws/');
}

function arnText(key: IKey): string {
  return JSON.stringify(Stack.of(key).resolve(key.keyArn));
}

/**
 * Lets CloudWatch Logs encrypt exactly the named log groups.
 *
 * @internal
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function allowLogEncryption(scope: Construct, key: IKey, logGroupNames: string[]): void {
  const stack = Stack.of(scope);
  refuseCircle(scope, key, logGroupNames);
  addKeyStatement(scope, key, '`encryptionKey`', new PolicyStatement({
    sid: 'AllowLogGroupEncryption',
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

/** A policy in another stack that named what only this stack knows would make each stack need the other. */
function refuseCircle(scope: Construct, key: IKey, names: string[]): void {
  const stack = Stack.of(scope);
  if (Stack.of(key) === stack || !Resource.isOwnedResource(key)) return;
  const references = names.flatMap(name => Tokenization.reverseString(name).tokens).filter(Reference.isReference);
  if (references.some(({ target }) => Stack.of(target) === stack)) {
    throw invalidProp(scope, 'projectName', 'and `environmentSuffix` must not be parameters of this stack while `encryptionKey` is a key of another one: ' +
      'its policy would name the log groups by them, and each stack would need the other');
  }
}

function addKeyStatement(scope: Construct, key: IKey, noun: string, statement: PolicyStatement): void {
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
