import { Mutation } from './mutation';
import { ALARM_ROWS } from '../alarms';

const COMPOSITE = 'AWS::CloudWatch::CompositeAlarm';
const NOT_OF_ONE_ALARM = ['all-driven', 'encrypted-topic'];

/** The alarms that have a row, by the end of their name. */
const ALARMS = ALARM_ROWS.map(({ id }) => id.split('/')[1]).filter((name) => !NOT_OF_ONE_ALARM.includes(name));

export const ALARM_MUTATIONS: Mutation[] = [
  ...ALARMS.map((name): Mutation => ({
    row: `alarms/${name}`,
    broken: 'the alarm watches another metric',
    template: (template) => { template.alarm(name).MetricName = 'Another'; },
  })),
  {
    row: 'alarms/function-concurrency',
    broken: 'the alarm watches the whole account',
    template: (template) => { delete template.alarm('function-concurrency').Dimensions; },
  },
  {
    row: 'alarms/table-throttles',
    broken: 'the composite forgets the alarm',
    template: (template) => {
      const [forgotten, other] = ['table-throttles', 'function-errors'].map((name) => template.logicalId(template.alarm(name)));
      template.replaceIn(template.properties(COMPOSITE), `"${forgotten}"`, `"${other}"`);
    },
  },
  {
    row: 'alarms/api-client-errors',
    broken: 'the alarm has one dimension more',
    template: (template) => { template.alarm('api-client-errors').Dimensions.push({ Name: 'Stage', Value: '$default' }); },
  },
  {
    row: 'alarms/api-client-errors',
    broken: 'silence does not end the alarm',
    template: (template) => { template.alarm('api-client-errors').TreatMissingData = 'missing'; },
  },
  {
    row: 'alarms/api-server-errors',
    broken: 'nobody is told',
    template: (template) => { delete template.alarm('api-server-errors').AlarmActions; },
  },
  {
    row: 'alarms/api-server-errors',
    broken: 'the alarm rises above its threshold, not at it',
    template: (template) => { template.alarm('api-server-errors').ComparisonOperator = 'GreaterThanThreshold'; },
  },
  {
    row: 'alarms/write-failures',
    broken: 'the metric lacks the platform as its dimension',
    template: (template) => { delete template.alarm('write-failures').Dimensions; },
  },
  {
    row: 'alarms/write-failures',
    broken: 'the composite is silent',
    template: (template) => { delete template.properties(COMPOSITE).AlarmActions; },
  },
  {
    row: 'alarms/orders-missing',
    broken: 'silence means well',
    template: (template) => { template.alarm('orders-missing').TreatMissingData = 'notBreaching'; },
  },
  {
    row: 'alarms/dead-letters',
    broken: 'the alarm watches the age of all queues',
    template: (template) => { delete template.alarm('dead-letters').Dimensions; },
  },
  {
    row: 'alarms/all-driven',
    broken: 'there is an alarm that no row drives',
    template: (template) => {
      const { AlarmName, ...alarm } = template.alarm('function-errors');
      template.template.Resources.Surplus = {
        Type: 'AWS::CloudWatch::Alarm', Properties: { ...alarm, AlarmName: AlarmName.replace('function-errors', 'surplus') },
      };
    },
  },
  {
    row: 'alarms/encrypted-topic',
    broken: 'the topic has no key',
    template: (template) => { delete template.properties('AWS::SNS::Topic').KmsMasterKeyId; },
  },
  {
    row: 'alarms/encrypted-topic',
    broken: 'the address is not subscribed',
    template: (template) => {
      const subscription = template.properties('AWS::SNS::Subscription', ({ Protocol }) => Protocol === 'email');
      delete template.template.Resources[template.logicalId(subscription)];
    },
  },
];
