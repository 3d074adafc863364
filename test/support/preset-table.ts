import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { OrderEnvironment } from '../../src';
import { PLATFORM_ALARMS } from '../../src/monitoring/alarms/alarm-catalogue';
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
  notifyOnRecovery: { setting: 'E-mail on recovery', prop: 'alarmOptions.notifyOnRecovery', value: preset => preset.notifyOnRecovery ? 'yes' : 'no' },
};

/** A row of the table, of a preset or of an alarm's threshold. */
function row(setting: string, prop: string, value: (environment: OrderEnvironment) => string): string[] {
  return [setting, ...Object.values(OrderEnvironment).map(value), `\`${prop}\``];
}

function presetRow(key: keyof EnvironmentPreset): string[] {
  const { setting, prop, value } = ROWS[key];
  return row(setting, prop, environment => value(ENVIRONMENT_PRESETS[environment]));
}

/** An alarm that exists on request only has no row: what it rises at is for who asks. */
function alarmRows(): string[][] {
  return Object.entries(PLATFORM_ALARMS).filter(([, { onRequest }]) => !onRequest).map(([option, { title, threshold }]) =>
    row(`Alarm: ${title}, ${threshold.meaning}`, `alarmOptions.${option}`, environment => threshold.shown(threshold.presets[environment])));
}

/** The presets as a Markdown table, in the order in which they are declared; the thresholds of the alarms follow their period. */
export function presetTable(): string {
  const keys = Object.keys(ENVIRONMENT_PRESETS[OrderEnvironment.DEV]) as (keyof EnvironmentPreset)[];
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['Setting', ...Object.values(OrderEnvironment).map(one => `\`${one}\``), 'Prop that wins over it']),
    line(['---', ...Object.values(OrderEnvironment).map(() => '---'), '---']),
    ...keys.flatMap(key => [presetRow(key), ...key === 'alarmPeriod' ? alarmRows() : []]).map(line),
  ].join('\n');
}
