import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { AlarmDrive } from './alarm-drive';
import { subscribeQueue } from './alarm-notifications';
import { deployPlatform } from './deployed-platform';
import { ALARM_OPTIONS, alarmRow, onRequest } from './expected-alarm';
import { DRIVEN_CONSUMER_ALARMS, OPTIONAL_ALARM_ROWS, optionalAlarms } from './optional-alarms';
import { onlyResource, synthesizePlatform } from './platform-assembly';
import { perBench, PromiseRow } from './promise';
import { ResolvedTemplate } from './resolved-template';
import { alarmName } from '../../src/monitoring/alarm-entry';
import { EXPECTED_ALARMS } from '../support/expected-alarms';

const PLATFORM = 'ecommerce-orders-alarms';
const ADDRESS = 'oncall@acme.example';

/** One that rings in silence would ring beside each of the others. */
const DRIVEN_TOGETHER = ALARM_OPTIONS.filter((option) => !EXPECTED_ALARMS[option].ringsInSilence);

const alarmsDrivenTogether = perBench(async (bench) => {
  const props = { environmentSuffix: 'alarms', alertEmailAddress: ADDRESS, alarmOptions: onRequest(DRIVEN_TOGETHER) };
  const assembly = synthesizePlatform(bench, 'Alarms', props, subscribeQueue);
  return new AlarmDrive(await deployPlatform(bench, await bench.miniStack(), assembly), PLATFORM);
});

export const ALARM_ROWS: PromiseRow[] = [
  ...DRIVEN_TOGETHER.map((option) => alarmRow(option, alarmsDrivenTogether)),
  ...OPTIONAL_ALARM_ROWS,
  {
    id: 'alarms/all-driven',
    promise: 'No alarm exists that is not driven above',
    how: 'alarms of a platform with all of them, and a consumer, compared with the rows',
    unproven: 'relay-stopped, which is metric math: MiniStack has none (its expression is in test/consumers/order-delivery.test.ts)',
    async check(bench) {
      const existing = Object.keys(await (await optionalAlarms(bench)).states.alarms()).sort();
      const driven = [...ALARM_OPTIONS.map(alarmName), ...DRIVEN_CONSUMER_ALARMS, AlarmDrive.COMPOSITE].sort();
      if (existing.join() !== driven.join()) throw new Error(`the alarms are ${existing.join(', ')} but driven are ${driven.join(', ')}`);
      return `${existing.length - 1} alarms and the composite`;
    },
  },
  {
    id: 'alarms/encrypted-topic',
    promise: 'The alarm topic is encrypted with the platform\'s key, and the address is subscribed',
    how: 'key in the template, subscription of the deployed topic',
    unproven: 'encryption, which MiniStack drops (permissions/alarm-delivery shows that the key lets CloudWatch publish), and delivery of e-mail',
    async check(bench) {
      const { platform, states } = await alarmsDrivenTogether(bench);
      const resolved = new ResolvedTemplate(platform.assembly.template);
      const [topicId] = onlyResource(platform.assembly.template, 'AWS::SNS::Topic');
      const [keyId] = onlyResource(platform.assembly.template, 'AWS::KMS::Key');
      const topicKey = resolved.properties(topicId).KmsMasterKeyId;
      if (topicKey !== resolved.attribute(keyId, 'Arn')) throw new Error(`the topic's key is ${topicKey}`);
      const [TopicArn] = (await states.alarms())[AlarmDrive.COMPOSITE].AlarmActions ?? [];
      const client = new SNSClient(platform.miniStack.clientConfiguration);
      const { Subscriptions = [] } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
      if (!Subscriptions.some(({ Protocol, Endpoint }) => Protocol === 'email' && Endpoint === ADDRESS)) throw new Error(`${ADDRESS} is not subscribed`);
      return `encrypted with the platform's key, ${ADDRESS} subscribed`;
    },
  },
];
