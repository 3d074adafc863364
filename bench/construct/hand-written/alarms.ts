import { Duration, Stack } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, AlarmRule, AlarmState, ComparisonOperator, CompositeAlarm, IAlarm, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';

export interface Watched {
  readonly orderFunction: Function;
  readonly table: Table;
  readonly api: HttpApi;
  readonly topic: Topic;
}

/** Eight alarms and the composite over those that mean lost orders, which comes first. */
export function addAlarms(stack: Stack, name: string, { orderFunction, table, api, topic }: Watched): IAlarm[] {
  const action = new SnsAction(topic);
  const alarm = (id: string, alarmDescription: string, metric: Metric, threshold: number) => {
    const created = new Alarm(stack, id, {
      alarmName: `${name}-${id}`,
      alarmDescription,
      metric: metric.with({ period: Duration.minutes(5) }),
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    created.addAlarmAction(action);
    created.addOkAction(action);
    return created;
  };
  const sum = { statistic: Stats.SUM };
  const maximum = { statistic: Stats.MAXIMUM };
  const errors = alarm('function-errors', 'Invocations ended in an error', orderFunction.metricErrors(sum), 5);
  const duration = alarm('function-duration', 'The function takes a large share of its timeout', orderFunction.metricDuration(maximum), 7_500);
  const throttles = alarm('function-throttles', 'No concurrency left', orderFunction.metricThrottles(sum), 5);
  const concurrency = alarm('function-concurrency', 'Almost no concurrency left', orderFunction.metric('ConcurrentExecutions', maximum), 90);
  const tableThrottles = alarm('table-throttles', 'Writes are throttled', new Metric({
    namespace: 'AWS/DynamoDB', metricName: 'WriteThrottleEvents', dimensionsMap: { TableName: table.tableName }, ...sum,
  }), 5);
  const clientErrors = alarm('api-client-errors', 'Many answers were a 4XX', api.metricClientError(sum), 100);
  const serverErrors = alarm('api-server-errors', 'Answers were a 5XX', api.metricServerError(sum), 5);
  const writeFailures = alarm('write-failures', 'Writes failed', new Metric({
    namespace: 'OrderProcessingPlatform', metricName: 'WriteFailures', dimensionsMap: { Platform: name }, ...sum,
  }), 5);
  const unhealthy = new CompositeAlarm(stack, 'order-intake-unhealthy', {
    compositeAlarmName: `${name}-order-intake-unhealthy`,
    alarmDescription: 'Callers cannot place orders',
    alarmRule: AlarmRule.anyOf(
      ...[errors, throttles, tableThrottles, serverErrors, writeFailures].map((one) => AlarmRule.fromAlarm(one, AlarmState.ALARM)),
    ),
  });
  unhealthy.addAlarmAction(action);
  unhealthy.addOkAction(action);
  return [unhealthy, errors, duration, throttles, concurrency, tableThrottles, clientErrors, serverErrors, writeFailures];
}
