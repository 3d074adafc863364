import { Annotations, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ITopic, Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledgeFinding } from '../compliance/acknowledged-finding';
import { allowAlarmDelivery } from '../encryption/encryption-key';
import { PhysicalNames } from '../naming/physical-names';

/** What becomes the topic of a platform's alarms. */
export interface AlarmTopicInputs {
  readonly names: PhysicalNames;
  readonly encryptionKey: IKey;
  /** The topic that was brought, if one was. */
  readonly brought?: ITopic;
  readonly alertEmailAddress?: string;
  readonly emailNotifications?: boolean;
}

/**
 * The topic that was brought, or an encrypted one that takes messages over TLS only and mails them: only alarms of this account may publish.
 *
 * @internal
 */
export function createAlarmTopic(
  scope: Construct, { names, encryptionKey, brought, alertEmailAddress, emailNotifications = true }: AlarmTopicInputs,
): ITopic {
  if (brought) {
    allowAlarmsToPublish(scope, brought);
    if (brought.masterKey) allowAlarmDelivery(scope, brought.masterKey);
    return brought;
  }
  allowAlarmDelivery(scope, encryptionKey, names.topic);
  const topic = new Topic(scope, 'OrderAlarmTopic', {
    topicName: names.topic,
    displayName: `Order alarms of ${names.prefix}`,
    masterKey: encryptionKey,
    enforceSSL: true,
  });
  allowAlarmsToPublish(scope, topic);
  if (emailNotifications) subscribeAddress(scope, topic, alertEmailAddress);
  return topic;
}

/** Lets alarms of this account publish; the topic's own policy replaces the one that AWS gives a topic without any. */
function allowAlarmsToPublish(scope: Construct, topic: ITopic): void {
  const statement = new PolicyStatement({
    sid: 'AllowAlarmsToPublish',
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
  });
  if (!topic.addToResourcePolicy(statement).statementAdded) {
    Annotations.of(scope).addWarningV2('cdk-order-processing-platform:AllowAlarmsToPublish',
      `The policy of the imported \`alarmTopic\` cannot be changed from here; unless it lets alarms publish already, add this statement to it: ${
        JSON.stringify(Stack.of(scope).resolve(statement.toStatementJson()))}`);
  }
}

/** The default address, which nobody reads. */
const PLACEHOLDER_ADDRESS = 'example@example.com';

/** Subscribes the address. `addSubscription` would put it into the logical id, so that a new address would need a new subscription id. */
function subscribeAddress(scope: Construct, topic: ITopic, endpoint: string = PLACEHOLDER_ADDRESS): void {
  if (endpoint === PLACEHOLDER_ADDRESS) {
    Annotations.of(scope).addWarningV2('cdk-order-processing-platform:alertEmailAddress',
      `Nobody will receive alarms: set \`alertEmailAddress\` (it is the placeholder ${endpoint}), or \`alarmOptions.emailNotifications\` to false`);
  }
  const subscription = new Subscription(scope, 'AlertEmailSubscription', { topic, protocol: SubscriptionProtocol.EMAIL, endpoint });
  acknowledgeFinding(subscription,
    'SNS retries e-mail by itself, and what an undelivered message said stays visible as the alarm\'s state and history: nobody would read a queue of them.',
    'Serverless-SNSRedrivePolicy');
}
