import { AlarmDrive, DrivenAlarm } from './alarm-drive';
import { DeployedPlatform } from './deployed-platform';
import { PromiseRow } from './promise';
import { alarmName } from '../../src/monitoring/alarm-entry';
import { PLATFORM_ALARMS, PlatformAlarm } from '../../src/monitoring/alarms/alarm-catalogue';
import { EXPECTED_ALARMS, ExpectedAlarm } from '../support/expected-alarms';

/** Options of the platform's own alarms. */
export const ALARM_OPTIONS = Object.keys(PLATFORM_ALARMS) as PlatformAlarm[];

/** Options that switch on those of some alarms that exist on request only. */
export function onRequest(options: readonly PlatformAlarm[]): Record<string, object> {
  return Object.fromEntries(options.filter((option) => EXPECTED_ALARMS[option].onRequest).map((option) => [option, { enabled: true }]));
}

/** The one dimension under which AWS, or the handler, publishes a metric of what was deployed. */
function dimensions(platformName: string, { outputs }: DeployedPlatform): Record<ExpectedAlarm['watches'], Record<string, string>> {
  return {
    function: { FunctionName: outputs.LambdaFunctionArn.split(':').pop()! },
    api: { ApiId: new URL(outputs.APIGatewayURL).hostname.split('.')[0] },
    table: { TableName: outputs.DynamoDBTableName },
    platform: { Platform: platformName },
  };
}

/** An alarm, with what is published for it: from documentation, not from the construct. */
export function drivenAlarm(option: PlatformAlarm, { platform, platformName }: AlarmDrive): DrivenAlarm {
  const { namespace, metricName, watches, meansLostOrders } = EXPECTED_ALARMS[option];
  return { name: alarmName(option), metric: { namespace, metricName, dimensions: dimensions(platformName, platform)[watches] }, meansLostOrders };
}

/** The row that drives an alarm of a platform. */
export function alarmRow(option: PlatformAlarm, platform: (bench: Parameters<PromiseRow['check']>[0]) => Promise<AlarmDrive>): PromiseRow {
  const { ringsInSilence, meansLostOrders } = EXPECTED_ALARMS[option];
  const name = alarmName(option);
  const rises = ringsInSilence ? 'rises in silence, clears with the next datum' : 'rises at its threshold, clears in silence';
  return {
    id: `alarms/${name}`,
    promise: `Alarm ${name} ${rises}, and is heard${meansLostOrders ? ', as is the composite' : ''}`,
    how: 'deployed; metrics of exactly its namespace, name and dimensions, and of others; SQS subscriber of the encrypted topic',
    unproven: AlarmDrive.UNPROVEN,
    async check(bench) {
      const alarms = await platform(bench);
      const alarm = drivenAlarm(option, alarms);
      await (ringsInSilence ? alarms.driveMissing(alarm) : alarms.drive(alarm));
      return AlarmDrive.EVIDENCE;
    },
  };
}
