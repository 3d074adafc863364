import { Duration } from 'aws-cdk-lib';
import { CountAlarmOptions, DurationAlarmOptions, OrderAlarmOptions, UtilizationAlarmOptions } from '../../src';
import { AlarmThreshold } from '../../src/monitoring/alarm-threshold';

/** Options that give an alarm's threshold as a number of what it is given in. */
export function thresholdOption(
  { givenIn }: AlarmThreshold<OrderAlarmOptions>, value: number,
): CountAlarmOptions | DurationAlarmOptions | UtilizationAlarmOptions {
  switch (givenIn) {
    case 'count': return { threshold: value };
    case 'milliseconds': return { threshold: Duration.millis(value) };
    case 'percent': return { thresholdPercent: value };
  }
}
