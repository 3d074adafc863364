import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { OrderEnvironment } from '../../src';
import { EnvironmentPreset, ENVIRONMENT_PRESETS } from '../../src/presets/environment-preset';

interface Row {
  readonly setting: string;
  readonly prop: string;
  readonly value: (preset: EnvironmentPreset) => string;
}

const days = (retention: number) => `${retention} days`;
const minutes = (period: Duration) => period.toHumanString();
const count = (value: number) => value.toLocaleString('en-US');

/** One row for each value of a preset; a value that is missing here fails the test beside it. */
const ROWS: Record<keyof EnvironmentPreset, Row> = {
  removalPolicy: {
    setting: 'Table, key, logs and dead-letter queues when they leave the stack',
    prop: 'removalPolicy',
    value: ({ removalPolicy }) => removalPolicy === RemovalPolicy.RETAIN ? 'kept' : 'deleted',
  },
  deletionProtection: { setting: 'Deletion protection of the table', prop: 'tableOptions.deletionProtection', value: preset => preset.deletionProtection ? 'on' : 'off' },
  contributorInsightsMode: {
    setting: 'Contributor insights',
    prop: 'tableOptions.contributorInsightsMode',
    value: preset => preset.contributorInsightsMode.toLowerCase().replace(/_/g, ' '),
  },
  functionLogRetention: { setting: 'Function log is kept', prop: 'functionOptions.logRetention', value: preset => days(preset.functionLogRetention) },
  apiLogRetention: { setting: 'API access log is kept', prop: 'apiOptions.accessLogRetention', value: preset => days(preset.apiLogRetention) },
  logLevel: { setting: 'Log level of the handler', prop: 'functionOptions.logLevel', value: preset => `\`${preset.logLevel}\`` },
  systemLogLevel: { setting: 'Log level of Lambda itself', prop: 'functionOptions.systemLogLevel', value: preset => `\`${preset.systemLogLevel}\`` },
  tracing: { setting: 'X-Ray tracing', prop: 'functionOptions.tracing', value: preset => preset.tracing.replace(/\B[A-Z]/g, ' $&').toLowerCase() },
  throttleRateLimit: { setting: 'Requests per second', prop: 'apiOptions.throttle.rateLimit', value: preset => count(preset.throttleRateLimit) },
  throttleBurstLimit: { setting: 'Requests at once', prop: 'apiOptions.throttle.burstLimit', value: preset => count(preset.throttleBurstLimit) },
  alarmPeriod: { setting: 'Period of the alarms', prop: 'alarmOptions.*.period', value: preset => minutes(preset.alarmPeriod) },
  functionErrorsThreshold: { setting: 'Alarm: function errors, from', prop: 'alarmOptions.functionErrors', value: preset => count(preset.functionErrorsThreshold) },
  functionDurationPercentOfTimeout: {
    setting: 'Alarm: function duration, share of the timeout', prop: 'alarmOptions.functionDuration', value: preset => `${preset.functionDurationPercentOfTimeout}%`,
  },
  functionThrottlesThreshold: {
    setting: 'Alarm: function throttles, from', prop: 'alarmOptions.functionThrottles', value: preset => count(preset.functionThrottlesThreshold),
  },
  functionConcurrencyPercentOfReserve: {
    setting: 'Alarm: function concurrency, share of the reserve', prop: 'alarmOptions.functionConcurrency', value: preset => `${preset.functionConcurrencyPercentOfReserve}%`,
  },
  tableThrottlesThreshold: { setting: 'Alarm: throttled writes, from', prop: 'alarmOptions.tableThrottles', value: preset => count(preset.tableThrottlesThreshold) },
  apiClientErrorsThreshold: { setting: 'Alarm: 4XX answers, from', prop: 'alarmOptions.apiClientErrors', value: preset => count(preset.apiClientErrorsThreshold) },
  apiServerErrorsThreshold: { setting: 'Alarm: 5XX answers, from', prop: 'alarmOptions.apiServerErrors', value: preset => count(preset.apiServerErrorsThreshold) },
  writeFailuresThreshold: { setting: 'Alarm: failed writes, from', prop: 'alarmOptions.writeFailures', value: preset => count(preset.writeFailuresThreshold) },
  notifyOnRecovery: { setting: 'E-mail on recovery', prop: 'alarmOptions.notifyOnRecovery', value: preset => preset.notifyOnRecovery ? 'yes' : 'no' },
};

/** The presets as a Markdown table, in the order in which they are declared. */
export function presetTable(): string {
  const environments = Object.values(OrderEnvironment);
  const keys = Object.keys(ENVIRONMENT_PRESETS[OrderEnvironment.DEV]) as (keyof EnvironmentPreset)[];
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['Setting', ...environments.map(one => `\`${one}\``), 'Prop that wins over it']),
    line(['---', ...environments.map(() => '---'), '---']),
    ...keys.map(key => ROWS[key]).map(({ setting, prop, value }) =>
      line([setting, ...environments.map(one => value(ENVIRONMENT_PRESETS[one])), `\`${prop}\``])),
  ].join('\n');
}
