import { CfnParameter, Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaAction, SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LAMBDA_PERMISSION_LOGICAL_ID_FOR_LAMBDA_ACTION } from 'aws-cdk-lib/cx-api';
import { LONGEST_WRITE } from '../../lambda/place-order/store/write-deadline';
import { OrderEnvironment, OrderAlarmsOptions, OrderFunctionOptions, OrderProcessingPlatformProps } from '../../src';
import { asText, onlyResource, resourceNamed, synthesizedPlatform, warnings } from '../support/synthesized-platform';

const withAlarms = (alarmOptions: OrderAlarmsOptions, functionOptions?: OrderFunctionOptions) =>
  synthesizedPlatform({ alarmOptions, functionOptions });
const alarm = (platform: ReturnType<typeof synthesizedPlatform>, what: string) =>
  resourceNamed(platform.template(), 'AWS::CloudWatch::Alarm', 'AlarmName', `ecommerce-orders-dev-${what}`);

interface ExpectedAlarm {
  readonly metric: [string, string, Record<string, RegExp>];
  readonly statistic: string;
  readonly threshold: Record<OrderEnvironment, number>;
}

const FUNCTION = { FunctionName: /^<OrdersOrderProcessingFunction\w+>$/ };
const API = { ApiId: /^<OrdersOrderProcessingAPI\w+>$/ };
const EXPECTED: Record<string, ExpectedAlarm> = {
  'function-errors': { metric: ['AWS/Lambda', 'Errors', FUNCTION], statistic: 'Sum', threshold: { dev: 5, staging: 1, prod: 1 } },
  'function-duration': { metric: ['AWS/Lambda', 'Duration', FUNCTION], statistic: 'Maximum', threshold: { dev: 7_500, staging: 7_500, prod: 4_500 } },
  'function-throttles': { metric: ['AWS/Lambda', 'Throttles', FUNCTION], statistic: 'Sum', threshold: { dev: 5, staging: 1, prod: 1 } },
  'function-concurrency': { metric: ['AWS/Lambda', 'ConcurrentExecutions', FUNCTION], statistic: 'Maximum', threshold: { dev: 90, staging: 80, prod: 80 } },
  'table-throttles': {
    metric: ['AWS/DynamoDB', 'WriteThrottleEvents', { TableName: /^<OrdersOrdersTable\w+>$/ }], statistic: 'Sum', threshold: { dev: 5, staging: 1, prod: 1 },
  },
  'api-client-errors': { metric: ['AWS/ApiGateway', '4xx', API], statistic: 'Sum', threshold: { dev: 100, staging: 100, prod: 100 } },
  'api-server-errors': { metric: ['AWS/ApiGateway', '5xx', API], statistic: 'Sum', threshold: { dev: 5, staging: 1, prod: 1 } },
  'write-failures': {
    metric: ['OrderProcessingPlatform', 'WriteFailures', { Platform: /^ecommerce-orders-dev$/ }], statistic: 'Sum', threshold: { dev: 5, staging: 1, prod: 1 },
  },
};

describe.each(Object.values(OrderEnvironment))('in %s', environment => {
  const platform = synthesizedPlatform({ environment });
  const [topic] = Object.keys(platform.template().findResources('AWS::SNS::Topic'));

  test.each(Object.entries(EXPECTED))('%s', (what, { metric: [namespace, metricName, dimensions], statistic, threshold }) => {
    const properties = alarm(platform, what);
    expect(properties).toMatchObject({
      Namespace: namespace,
      MetricName: metricName,
      Statistic: statistic,
      Threshold: threshold[environment],
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Period: environment === OrderEnvironment.PROD ? 60 : 300,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
      AlarmActions: [{ Ref: topic }],
    });
    expect(properties.AlarmDescription).not.toBe('');
    expect(properties.Dimensions).toHaveLength(Object.keys(dimensions).length);
    for (const { Name, Value } of properties.Dimensions) expect(asText(Value)).toMatch(dimensions[Name]);
    expect(properties.OKActions).toEqual(environment === OrderEnvironment.STAGING ? undefined : [{ Ref: topic }]);
  });

  test('and no other, but the composite', () => {
    expect(Object.keys(platform.template().findResources('AWS::CloudWatch::Alarm'))).toHaveLength(Object.keys(EXPECTED).length);
    expect(platform.platform.alarms.all).toHaveLength(Object.keys(EXPECTED).length);
  });
});

test.each(Object.values(OrderEnvironment))('in %s, a silent table rings the alarm on duration: its threshold is below the time at which the handler gives up', environment => {
  const { Threshold } = resourceNamed(synthesizedPlatform({ environment }).template(), 'AWS::CloudWatch::Alarm', 'AlarmName', 'ecommerce-orders-dev-function-duration');
  expect(Threshold).toBeLessThan(LONGEST_WRITE);
});

test('order intake is unhealthy when any alarm rings that means a caller could not place an order', () => {
  const { template } = synthesizedPlatform();
  const composite = onlyResource(template(), 'AWS::CloudWatch::CompositeAlarm');
  const children = [...asText(composite.AlarmRule).matchAll(/ALARM\("<Orders(\w+)Alarm[0-9A-F]{8}\.Arn>"\)/g)].map(([, name]) => name);
  expect(children).toEqual(['FunctionErrors', 'FunctionThrottles', 'TableThrottles', 'ApiServerErrors', 'WriteFailures']);
  expect(asText(composite.AlarmRule)).not.toContain(' AND ');
  expect(composite).toMatchObject({ AlarmName: 'ecommerce-orders-dev-order-intake-unhealthy', AlarmActions: [{ Ref: expect.stringContaining('OrderAlarmTopic') }] });
});

test.each<[string, OrderAlarmsOptions, boolean]>([
  ['nothing', {}, false],
  ['a threshold', { ordersMissing: { threshold: 10 } }, true],
  ['no option at all', { ordersMissing: {} }, true],
  ['`enabled: true`', { ordersMissing: { enabled: true } }, true],
  ['a threshold and `enabled: false`', { ordersMissing: { enabled: false, threshold: 10 } }, false],
])('orders missing, given %s', (_case, alarmOptions, exists) => {
  expect(withAlarms(alarmOptions).platform.alarms.ordersMissing !== undefined).toBe(exists);
});

test('orders missing: off by default; on, it rises below the threshold, and when there is no data', () => {
  expect(synthesizedPlatform().platform.alarms.ordersMissing).toBeUndefined();
  const on = withAlarms({ ordersMissing: { enabled: true } });
  expect(alarm(on, 'orders-missing')).toMatchObject({
    Namespace: 'OrderProcessingPlatform', MetricName: 'OrdersPlaced', Threshold: 1, ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching',
  });
  expect(asText(onlyResource(on.template(), 'AWS::CloudWatch::CompositeAlarm').AlarmRule)).toContain('OrdersMissingAlarm');
  expect(alarm(withAlarms({ ordersMissing: { enabled: true, threshold: 9, treatMissingData: TreatMissingData.IGNORE } }), 'orders-missing'))
    .toMatchObject({ Threshold: 9, TreatMissingData: 'ignore' });
});

test('every alarm takes every setting', () => {
  const setting = { period: Duration.minutes(10), evaluationPeriods: 4, datapointsToAlarm: 3, treatMissingData: TreatMissingData.MISSING };
  const platform = withAlarms({
    functionErrors: { ...setting, threshold: 11 },
    functionDuration: { ...setting, threshold: Duration.seconds(12) },
    functionThrottles: { ...setting, threshold: 13 },
    functionConcurrency: { ...setting, thresholdPercent: 14 },
    tableThrottles: { ...setting, threshold: 15 },
    apiClientErrors: { ...setting, threshold: 16 },
    apiServerErrors: { ...setting, threshold: 17 },
    writeFailures: { ...setting, threshold: 18 },
    ordersMissing: { ...setting, threshold: 19, enabled: true },
  });
  const thresholds = [...Object.keys(EXPECTED), 'orders-missing'].map(what => {
    const properties = alarm(platform, what);
    expect(properties).toMatchObject({ Period: 600, EvaluationPeriods: 4, DatapointsToAlarm: 3, TreatMissingData: 'missing' });
    return properties.Threshold;
  });
  expect(thresholds).toEqual([11, 12_000, 13, 14, 15, 16, 17, 18, 19]);
});

test('every alarm can be left out; without any there is no composite, and the dashboard shows none', () => {
  const off = { enabled: false };
  const { template, platform } = withAlarms({
    functionErrors: off,
    functionDuration: off,
    functionThrottles: off,
    functionConcurrency: off,
    tableThrottles: off,
    apiClientErrors: off,
    apiServerErrors: off,
    writeFailures: off,
  });
  template().resourceCountIs('AWS::CloudWatch::Alarm', 0);
  template().resourceCountIs('AWS::CloudWatch::CompositeAlarm', 0);
  expect(platform.alarms).toMatchObject({ all: [] });
  expect(asText(onlyResource(template(), 'AWS::CloudWatch::Dashboard').DashboardBody)).not.toContain('"type":"alarm"');
});

describe('thresholds follow from what the stack says', () => {
  test('duration from the timeout', () => {
    expect(alarm(withAlarms({}, { timeout: Duration.seconds(10) }), 'function-duration').Threshold).toBe(2500);
  });

  test('concurrency from the reserve, and at least 1', () => {
    expect(alarm(withAlarms({}, { reservedConcurrentExecutions: 15 }), 'function-concurrency').Threshold).toBe(13);
    expect(alarm(withAlarms({}, { reservedConcurrentExecutions: 1 }), 'function-concurrency').Threshold).toBe(1);
  });

  test('a token breaks nothing: no alarm, and a warning that says how to get one', () => {
    const platform = synthesizedPlatform(stack => ({
      functionOptions: {
        timeout: Duration.seconds(new CfnParameter(stack, 'Timeout', { type: 'Number' }).valueAsNumber),
        reservedConcurrentExecutions: new CfnParameter(stack, 'Reserve', { type: 'Number' }).valueAsNumber,
      },
    }));
    platform.template().resourceCountIs('AWS::CloudWatch::Alarm', Object.keys(EXPECTED).length - 2);
    expect(warnings(platform.stack, 'no alarm `alarmOptions.functionDuration`.*set its `threshold`')).toHaveLength(1);
    expect(warnings(platform.stack, 'no alarm `alarmOptions.functionConcurrency`.*set its `enabled` to false')).toHaveLength(1);
  });

  test('with a token for a timeout, a threshold that is given is taken', () => {
    const platform = synthesizedPlatform(stack => ({
      functionOptions: { timeout: Duration.seconds(new CfnParameter(stack, 'Timeout', { type: 'Number' }).valueAsNumber) },
      alarmOptions: { functionDuration: { threshold: Duration.seconds(3) } },
    }));
    expect(alarm(platform, 'function-duration').Threshold).toBe(3000);
  });
});

test('behind an alias, function alarms still watch what all versions do together', () => {
  // With the dimension `Resource` as well, invocations that spill over to another version would not be seen.
  const platform = withAlarms({}, { provisionedConcurrentExecutions: 5 });
  for (const what of ['function-errors', 'function-duration', 'function-throttles', 'function-concurrency']) {
    expect(alarm(platform, what).Dimensions).toEqual([{ Name: 'FunctionName', Value: { Ref: expect.stringMatching(/^OrdersOrderProcessingFunction/) } }]);
  }
});

describe('actions', () => {
  test('go beside the topic: of every alarm, and of the composite', () => {
    const platform = synthesizedPlatform(stack => ({
      alarmOptions: { actions: [new SnsAction(new Topic(stack, 'Chat'))], unhealthyActions: [new SnsAction(new Topic(stack, 'Pager'))] },
    }));
    const names = (refs: unknown[]) => refs.map(one => asText(one).replace(/[0-9A-F]{8}>$/, '').slice(1));
    expect(names(alarm(platform, 'function-errors').AlarmActions)).toEqual(['OrdersOrderAlarmTopic', 'Chat']);
    const composite = onlyResource(platform.template(), 'AWS::CloudWatch::CompositeAlarm');
    expect(names(composite.AlarmActions)).toEqual(['OrdersOrderAlarmTopic', 'Chat', 'Pager']);
  });

  test('may be functions, on alarm and on recovery', () => {
    const platform = synthesizedPlatform(stack => {
      // New projects have it; without, CDK lets a function serve one alarm only.
      stack.node.setContext(LAMBDA_PERMISSION_LOGICAL_ID_FOR_LAMBDA_ACTION, true);
      const ticket = new Function(stack, 'Ticket', { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: Code.fromInline('exports.handler = () => {}') });
      return { alarmOptions: { actions: [new LambdaAction(ticket)] } };
    });
    const properties = alarm(platform, 'write-failures');
    expect(properties.AlarmActions).toHaveLength(2);
    expect(properties.OKActions).toEqual(properties.AlarmActions);
  });

  test.each([[OrderEnvironment.DEV, false], [OrderEnvironment.STAGING, true]])('recovery in %s can be set to %s', (environment, notifyOnRecovery) => {
    const { template } = synthesizedPlatform({ environment, alarmOptions: { notifyOnRecovery } });
    for (const type of ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm']) {
      for (const { Properties } of Object.values(template().findResources(type))) expect(Properties.OKActions !== undefined).toBe(notifyOnRecovery);
    }
  });
});

describe('refuses', () => {
  test.each<[string, OrderProcessingPlatformProps, string]>([
    ['a threshold of 0', { alarmOptions: { functionErrors: { threshold: 0 } } }, '`alarmOptions.functionErrors.threshold` must be at least 1, got: 0'],
    ['a threshold that is no number', { alarmOptions: { tableThrottles: { threshold: NaN } } }, '`alarmOptions.tableThrottles.threshold` must be at least 1, got: NaN'],
    ['a threshold that nothing reaches', { alarmOptions: { functionErrors: { threshold: Infinity } } },
      '`alarmOptions.functionErrors.threshold` must be finite, got: Infinity'],
    ['a negative threshold, also of an alarm that is off', { alarmOptions: { functionErrors: { enabled: false, threshold: -3 } } },
      '`alarmOptions.functionErrors.threshold` must be at least 1, got: -3'],
    ['an unknown treatment of no data', { alarmOptions: { apiServerErrors: { treatMissingData: 'ok' as TreatMissingData } } },
      '`alarmOptions.apiServerErrors.treatMissingData` must be one of breaching, notBreaching, ignore, missing, got: \'ok\''],
    ['0 data points', { alarmOptions: { apiServerErrors: { evaluationPeriods: 0 } } },
      '`alarmOptions.apiServerErrors.evaluationPeriods` must be an integer from 1 to 288 for periods of 5 minutes, got: 0'],
    ['more than a week', { alarmOptions: { apiServerErrors: { period: Duration.hours(1), evaluationPeriods: 169 } } },
      '`alarmOptions.apiServerErrors.evaluationPeriods` must be an integer from 1 to 168 for periods of 1 hour, got: 169'],
    ['more data points to alarm than are looked at', { alarmOptions: { writeFailures: { evaluationPeriods: 2, datapointsToAlarm: 3 } } },
      '`alarmOptions.writeFailures.datapointsToAlarm` must be an integer from 1 to 2, got: 3'],
    ['a period shorter than the metric\'s', { alarmOptions: { apiClientErrors: { period: Duration.seconds(30) } } },
      '`alarmOptions.apiClientErrors.period` must be whole minutes, from 1 minute to a day'],
    ['one and a half minutes', { alarmOptions: { apiClientErrors: { period: Duration.seconds(90) } } },
      '`alarmOptions.apiClientErrors.period` must be whole minutes, from 1 minute to a day'],
    ['two days', { alarmOptions: { apiClientErrors: { period: Duration.days(2) } } },
      '`alarmOptions.apiClientErrors.period` must be whole minutes, from 1 minute to a day'],
    ['101 percent', { alarmOptions: { functionConcurrency: { thresholdPercent: 101 } } },
      '`alarmOptions.functionConcurrency.thresholdPercent` must be an integer from 1 to 100 percent, got: 101'],
    ['a duration that the function never reaches', { alarmOptions: { functionDuration: { threshold: Duration.minutes(1) } } },
      '`alarmOptions.functionDuration.threshold` must be at most `functionOptions.timeout` (30000 ms), got: \'60000 ms\''],
    ['a share of a reserve that there is not', { functionOptions: { reserveConcurrency: false }, alarmOptions: { functionConcurrency: { thresholdPercent: 50 } } },
      '`alarmOptions.functionConcurrency` must not be given with `functionOptions.reserveConcurrency` false: there is no reserve to watch'],
  ])('%s', (_case, props, message) => {
    expect(() => synthesizedPlatform(props)).toThrow(`[Shop/Orders] ${message}`);
  });
});

test('settings that are tokens pass', () => {
  const platform = synthesizedPlatform(stack => {
    const number = (id: string) => new CfnParameter(stack, id, { type: 'Number' }).valueAsNumber;
    return {
      alarmOptions: {
        functionErrors: { threshold: number('Errors'), evaluationPeriods: number('Periods'), datapointsToAlarm: 2, period: Duration.seconds(number('Period')) },
        functionDuration: { threshold: Duration.millis(number('Duration')) },
      },
    };
  });
  expect(alarm(platform, 'function-errors')).toMatchObject({ Threshold: { Ref: 'Errors' }, EvaluationPeriods: { Ref: 'Periods' }, Period: { Ref: 'Period' } });
  expect(alarm(platform, 'function-duration').Threshold).toEqual({ Ref: 'Duration' });
});
