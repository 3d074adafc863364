import { ITopic } from 'aws-cdk-lib/aws-sns';
import { isManagedByAws } from '../encryption/encryption-key-rules';
import { inSame, located } from '../validation/brought-resources';
import { notBoth, pattern, unless } from '../validation/prop-rules';
import { PropRules } from '../validation/validate-props';

/** Who is told of alarms. */
export interface AlarmTopicProps {
  readonly alertEmailAddress?: string;
  readonly alarmTopic?: ITopic;
  readonly alarmOptions?: { readonly emailNotifications?: boolean };
}

/**
 * Rules of the topic and its subscription.
 *
 * @internal
 */
export const alarmTopicRules: PropRules<AlarmTopicProps> = ({ alertEmailAddress, alarmTopic, alarmOptions: { emailNotifications } = {} }, scope) => [
  pattern('alertEmailAddress', alertEmailAddress, /^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'must be an e-mail address'),
  notBoth(['alarmTopic', alarmTopic], ['alertEmailAddress', alertEmailAddress], 'subscribe the address to your topic'),
  notBoth(['alarmTopic', alarmTopic], ['alarmOptions.emailNotifications', emailNotifications], 'a topic of your own keeps its subscriptions'),
  emailNotifications === false && !alarmTopic
    ? notBoth(['alarmOptions.emailNotifications', false], ['alertEmailAddress', alertEmailAddress], 'no e-mail is sent when `emailNotifications` is false')
    : undefined,
  unless(!alarmTopic?.fifo, 'alarmTopic', 'must be a standard topic: a message to a FIFO topic needs a message group, which an alarm does not give'),
  unless(!(alarmTopic?.masterKey && isManagedByAws(alarmTopic.masterKey)), 'alarmTopic', 'must be encrypted with a customer-managed key, or not at all: ' +
    'the key that AWS manages does not let CloudWatch alarms publish, and nobody can change its policy'),
  inSame('region', scope, 'alarmTopic', located(alarmTopic, alarmTopic?.topicArn), 'alarms publish to topics of their own region'),
];
