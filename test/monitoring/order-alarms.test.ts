import { CfnParameter, Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaAction, SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LAMBDA_PERMISSION_LOGICAL_ID_FOR_LAMBDA_ACTION } from 'aws-cdk-lib/cx-api';
import { LONGEST_WRITE } from '../../lambda/place-order/store/write-deadline';
import { OrderAlarmOptions, OrderAlarmsOptions, OrderEnvironment, OrderFunctionOptions, OrderProcessingPlatformProps } from '../../src';
import { AlarmEntry, alarmId, alarmName } from '../../src/monitoring/alarm-entry';
import { PLATFORM_ALARMS, PlatformAlarm } from '../../src/monitoring/alarms/alarm-catalogue';
import { WatchedPlatform } from '../../src/monitoring/alarms/watched-platform';
import { thresholdOption } from '../support/alarm-settings';
import { EXPECTED_ALARMS } from '../support/expected-alarms';
import { asText, onlyResource, resourceNamed, synthesizedPlatform, warnings } from '../support/synthesized-platform';

const withAlarms = (alarmOptions: OrderAlarmsOptions, functionOptions?: OrderFunctionOptions) =>
  synthesizedPlatform({ alarmOptions, functionOptions });
const alarm = (platform: ReturnType<typeof synthesizedPlatform>, option: PlatformAlarm) =>
  resourceNamed(platform.template(), 'AWS::CloudWatch::Alarm', 'AlarmName', `ecommerce-orders-dev-${alarmName(option)}`);

const ENTRIES = Object.entries(PLATFORM_ALARMS) as [PlatformAlarm, AlarmEntry<WatchedPlatform>][];
const OPTIONS = ENTRIES.map(([option]) => option);
const BY_DEFAULT = OPTIONS.filter(option => !EXPECTED_ALARMS[option].onRequest);
const ON_REQUEST = OPTIONS.filter(option => EXPECTED_ALARMS[option].onRequest);
/** The same options for every alarm. */
const forAll = (options: OrderAlarmOptions): OrderAlarmsOptions => Object.fromEntries(OPTIONS.map(option => [option, options]));

const DIMENSIONS = {
  function: ['FunctionName', /^<OrdersOrderProcessingFunction\w+>$/],
  api: ['ApiId', /^<OrdersOrderProcessingAPI\w+>$/],
  table: ['TableName', /^<OrdersOrdersTable\w+>$/],
  platform: ['Platform', /^ecommerce-orders-dev$/],
} as const;

describe.each(Object.values(OrderEnvironment))('in %s', environment => {
  const platform = synthesizedPlatform({ environment, alarmOptions: Object.fromEntries(ON_REQUEST.map(option => [option, {}])) });
  const [topic] = Object.keys(platform.template().findResources('AWS::SNS::Topic'));

  test.each(OPTIONS)('%s watches its metric, and rises at its threshold', option => {
    const { namespace, metricName, statistic, watches, threshold, ringsInSilence } = EXPECTED_ALARMS[option];
    const properties = alarm(platform, option);
    expect(properties).toMatchObject({
      Namespace: namespace,
      MetricName: metricName,
      Statistic: statistic,
      Threshold: threshold[environment],
      ComparisonOperator: ringsInSilence ? 'LessThanThreshold' : 'GreaterThanOrEqualToThreshold',
      Period: environment === OrderEnvironment.PROD ? 60 : 300,
      EvaluationPeriods: 1,
      TreatMissingData: ringsInSilence ? 'breaching' : 'notBreaching',
      AlarmActions: [{ Ref: topic }],
    });
    expect(properties.Dimensions).toHaveLength(1);
    const [name, value] = DIMENSIONS[watches];
    expect(properties.Dimensions[0].Name).toBe(name);
    expect(asText(properties.Dimensions[0].Value)).toMatch(value);
    expect(properties.OKActions).toEqual(environment === OrderEnvironment.STAGING ? undefined : [{ Ref: topic }]);
  });

  test('and no other, but the composite', () => {
    expect(Object.keys(platform.template().findResources('AWS::CloudWatch::Alarm'))).toHaveLength(OPTIONS.length);
    expect(platform.platform.alarms.all).toEqual(OPTIONS.map(option => platform.platform.alarms[option]));
  });
});

test.each(ENTRIES)('%s rises in prod no later than in dev and staging', (_option, { threshold: { presets } }) => {
  expect(presets.prod).toBeLessThanOrEqual(Math.min(presets.dev, presets.staging));
});

test('what the environment decides of thresholds differs between environments', () => {
  const alike = ENTRIES.filter(([, { threshold: { presets } }]) => new Set(Object.values(presets)).size === 1).map(([option]) => option);
  // 4XX answers are the callers' doing, whatever the environment; who asks for an alarm says at which number.
  expect(alike).toEqual(['apiClientErrors', ...ON_REQUEST]);
});

test.each(Object.values(OrderEnvironment))('in %s, a silent table rings the alarm on duration: its threshold is below the time at which the handler gives up', environment => {
  const { Threshold } = alarm(synthesizedPlatform({ environment }), 'functionDuration');
  expect(Threshold).toBeLessThan(LONGEST_WRITE);
});

test('order intake is unhealthy when any alarm rings that means a caller could not place an order', () => {
  const { template } = withAlarms(forAll({ enabled: true }));
  const composite = onlyResource(template(), 'AWS::CloudWatch::CompositeAlarm');
  const children = [...asText(composite.AlarmRule).matchAll(/ALARM\("<Orders(\w+)Alarm[0-9A-F]{8}\.Arn>"\)/g)].map(([, name]) => name);
  const expected = OPTIONS.filter(option => EXPECTED_ALARMS[option].meansLostOrders);
  expect(children).toEqual(expected.map(alarmId));
  expect(asText(composite.AlarmRule)).not.toContain(' AND ');
  expect(composite).toMatchObject({ AlarmName: 'ecommerce-orders-dev-order-intake-unhealthy', AlarmActions: [{ Ref: expect.stringContaining('OrderAlarmTopic') }] });
});

describe.each(ENTRIES)('%s', (option, { threshold }) => {
  const exists = (options?: OrderAlarmOptions) => withAlarms({ [option]: options }).platform.alarms[option] !== undefined;

  test('exists unless it is on request only', () => {
    expect(exists()).toBe(!ON_REQUEST.includes(option));
  });

  test.each<[string, OrderAlarmOptions, boolean]>([
    ['no option at all', {}, true],
    ['`enabled: true`', { enabled: true }, true],
    ['`enabled: false`', { enabled: false }, false],
    ['other options', { evaluationPeriods: 2 }, true],
    ['other options and `enabled: false`', { enabled: false, evaluationPeriods: 2 }, false],
  ])('exists, or not, given %s', (_case, options, expected) => {
    expect(exists(options)).toBe(expected);
  });

  test('takes every setting', () => {
    const setting = { period: Duration.minutes(10), evaluationPeriods: 4, datapointsToAlarm: 3, treatMissingData: TreatMissingData.MISSING };
    expect(alarm(withAlarms({ [option]: { ...setting, ...thresholdOption(threshold, 19) } }), option))
      .toMatchObject({ Period: 600, EvaluationPeriods: 4, DatapointsToAlarm: 3, TreatMissingData: 'missing', Threshold: 19 });
  });
});

test('every alarm can be left out; without any there is no composite, and the dashboard shows none', () => {
  const { template, platform } = withAlarms(forAll({ enabled: false }));
  template().resourceCountIs('AWS::CloudWatch::Alarm', 0);
  template().resourceCountIs('AWS::CloudWatch::CompositeAlarm', 0);
  expect(platform.alarms).toEqual({ unhealthy: undefined, all: [] });
  expect(asText(onlyResource(template(), 'AWS::CloudWatch::Dashboard').DashboardBody)).not.toContain('"type":"alarm"');
});

describe('thresholds follow from what the stack says', () => {
  test('duration from the timeout', () => {
    expect(alarm(withAlarms({}, { timeout: Duration.seconds(10) }), 'functionDuration').Threshold).toBe(2500);
  });

  test('concurrency from the reserve, and at least 1', () => {
    expect(alarm(withAlarms({}, { reservedConcurrentExecutions: 15 }), 'functionConcurrency').Threshold).toBe(13);
    expect(alarm(withAlarms({}, { reservedConcurrentExecutions: 1 }), 'functionConcurrency').Threshold).toBe(1);
  });

  test('a token breaks nothing: no alarm, and a warning that says how to get one', () => {
    const platform = synthesizedPlatform(stack => ({
      functionOptions: {
        timeout: Duration.seconds(new CfnParameter(stack, 'Timeout', { type: 'Number' }).valueAsNumber),
        reservedConcurrentExecutions: new CfnParameter(stack, 'Reserve', { type: 'Number' }).valueAsNumber,
      },
    }));
    platform.template().resourceCountIs('AWS::CloudWatch::Alarm', BY_DEFAULT.length - 2);
    expect(warnings(platform.stack, 'no alarm `alarmOptions.functionDuration`.*set its `threshold`')).toHaveLength(1);
    expect(warnings(platform.stack, 'no alarm `alarmOptions.functionConcurrency`.*set its `enabled` to false')).toHaveLength(1);
  });

  test('with a token for a timeout, a threshold that is given is taken', () => {
    const platform = synthesizedPlatform(stack => ({
      functionOptions: { timeout: Duration.seconds(new CfnParameter(stack, 'Timeout', { type: 'Number' }).valueAsNumber) },
      alarmOptions: { functionDuration: { threshold: Duration.seconds(3) } },
    }));
    expect(alarm(platform, 'functionDuration').Threshold).toBe(3000);
  });
});

test('behind an alias, function alarms still watch what all versions do together', () => {
  // With the dimension `Resource` as well, invocations that spill over to another version would not be seen.
  const platform = withAlarms({}, { provisionedConcurrentExecutions: 5 });
  for (const option of BY_DEFAULT.filter(one => EXPECTED_ALARMS[one].watches === 'function')) {
    expect(alarm(platform, option).Dimensions).toEqual([{ Name: 'FunctionName', Value: { Ref: expect.stringMatching(/^OrdersOrderProcessingFunction/) } }]);
  }
});

describe('actions', () => {
  test('go beside the topic: of every alarm, and of the composite', () => {
    const platform = synthesizedPlatform(stack => ({
      alarmOptions: { actions: [new SnsAction(new Topic(stack, 'Chat'))], unhealthyActions: [new SnsAction(new Topic(stack, 'Pager'))] },
    }));
    const names = (refs: unknown[]) => refs.map(one => asText(one).replace(/[0-9A-F]{8}>$/, '').slice(1));
    expect(names(alarm(platform, 'functionErrors').AlarmActions)).toEqual(['OrdersOrderAlarmTopic', 'Chat']);
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
    const properties = alarm(platform, 'writeFailures');
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

test('all that is wrong with alarms is told at once, also of those that exist once there is a consumer', () => {
  const wrong = synthesizedPlatform.bind(undefined, {
    alarmOptions: {
      functionErrors: { threshold: 0, treatMissingData: 'ok' as TreatMissingData },
      functionConcurrency: { thresholdPercent: 0 },
      relayLag: { period: Duration.seconds(30) },
    },
  });
  expect(wrong).toThrow(/^4 props are invalid:\n/);
  for (const path of ['functionErrors.threshold', 'functionErrors.treatMissingData', 'functionConcurrency.thresholdPercent', 'relayLag.period']) {
    expect(wrong).toThrow(`[Shop/Orders] \`alarmOptions.${path}\` must be`);
  }
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
  expect(alarm(platform, 'functionErrors')).toMatchObject({ Threshold: { Ref: 'Errors' }, EvaluationPeriods: { Ref: 'Periods' }, Period: { Ref: 'Period' } });
  expect(alarm(platform, 'functionDuration').Threshold).toEqual({ Ref: 'Duration' });
});
