import { Mutation } from './mutation';

const ALARMS = 'src/monitoring/order-alarms.ts';
const ALARM = 'src/monitoring/order-alarm.ts';
const ENTRIES = 'src/monitoring/alarms';
const TOPIC = 'src/monitoring/alarm-topic.ts';
const PLATFORM = 'src/order-processing-platform.ts';

export const ALARM_MUTATIONS: Mutation[] = [
  {
    row: 'alarms/function-errors',
    broken: 'the alarm watches another metric',
    edits: [[`${ENTRIES}/function-alarms.ts`, 'orderFunction.metricErrors({', 'orderFunction.metricInvocations({']],
  },
  {
    row: 'alarms/function-duration',
    broken: 'the alarm watches another metric',
    edits: [[`${ENTRIES}/function-alarms.ts`, 'orderFunction.metricDuration({', 'orderFunction.metricInvocations({']],
  },
  {
    row: 'alarms/function-throttles',
    broken: 'the alarm watches another metric',
    edits: [[`${ENTRIES}/function-alarms.ts`, 'orderFunction.metricThrottles({', 'orderFunction.metricErrors({']],
  },
  {
    row: 'alarms/function-concurrency',
    broken: 'the alarm watches the whole account',
    edits: [[`${ENTRIES}/function-alarms.ts`, "orderFunction.metric('ConcurrentExecutions', {", "orderFunction.metric('ConcurrentExecutions', { dimensionsMap: {},"]],
  },
  {
    row: 'alarms/table-throttles',
    broken: 'the alarm watches a metric that has another dimension',
    edits: [[`${ENTRIES}/table-alarms.ts`, "metricName: 'WriteThrottleEvents'", "metricName: 'ThrottledRequests'"]],
  },
  {
    row: 'alarms/table-throttles',
    broken: 'the composite forgets the alarm',
    edits: [[ALARMS, 'entry.meansLostOrders', "entry.meansLostOrders && option !== 'tableThrottles'"]],
  },
  {
    row: 'alarms/api-client-errors',
    broken: 'the alarm has one dimension more',
    edits: [[`${ENTRIES}/api-alarms.ts`, 'api.metricClientError({', "api.metricClientError({ dimensionsMap: { ApiId: api.apiId, Stage: '$default' },"]],
  },
  {
    row: 'alarms/api-client-errors',
    broken: 'silence does not end the alarm',
    edits: [[ALARM, 'entry.missingData ?? TreatMissingData.NOT_BREACHING', 'entry.missingData ?? TreatMissingData.MISSING']],
  },
  {
    row: 'alarms/api-server-errors',
    broken: 'nobody is told',
    edits: [[ALARM, '  alarm.addAlarmAction(...actions.onAlarm);\n', '']],
  },
  {
    row: 'alarms/api-server-errors',
    broken: 'the alarm rises above its threshold, not at it',
    edits: [[ALARM, 'ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD', 'ComparisonOperator.GREATER_THAN_THRESHOLD']],
  },
  {
    row: 'alarms/write-failures',
    broken: 'the metric lacks the platform as its dimension',
    edits: [['src/monitoring/business-metric.ts', '[OrderMetricDimension.PLATFORM]: platformName, ...dimensions', '...dimensions']],
  },
  {
    row: 'alarms/write-failures',
    broken: 'the composite is silent',
    edits: [[ALARMS, '  composite.addAlarmAction(...onAlarm);\n', '']],
  },
  {
    row: 'alarms/orders-missing',
    broken: 'silence means well',
    edits: [[`${ENTRIES}/business-alarms.ts`, 'missingData: TreatMissingData.BREACHING', 'missingData: TreatMissingData.NOT_BREACHING']],
  },
  {
    row: 'alarms/dead-letter-age',
    broken: 'the alarm watches the age of all queues',
    edits: [[`${ENTRIES}/consumer-alarms.ts`, 'metricApproximateAgeOfOldestMessage({', 'metricApproximateAgeOfOldestMessage({ dimensionsMap: {},']],
  },
  {
    row: 'alarms/all-driven',
    broken: 'there is an alarm that no row drives',
    edits: [['src/order-processing-platform.ts', '    this.dashboard = createOrderDashboard(',
      "    this.alarms.functionErrors!.metric.createAlarm(this, 'Surplus', {\n"
      + "      alarmName: names.alarm('surplus'), threshold: 1, evaluationPeriods: 1,\n"
      + '    });\n'
      + '    this.dashboard = createOrderDashboard(']],
  },
  {
    row: 'alarms/encrypted-topic',
    broken: 'the topic has no key',
    edits: [[TOPIC, '    masterKey,\n', '']],
  },
  {
    row: 'alarms/encrypted-topic',
    broken: 'the address is not subscribed',
    edits: [[PLATFORM, 'alarmOptions.emailNotifications !== false', 'alarmOptions.emailNotifications === true']],
  },
];
