import { PlatformSettings } from './settings';
import { OrderProcessingPlatformProps } from '../../src';
import { DeployedPlatform } from '../deployed-platform';

/** What the model needs to know of a deployed platform. */
export function settingsOf(platform: DeployedPlatform): PlatformSettings {
  const { throttleRateLimit, throttleBurstLimit, reservedConcurrentExecutions, provisionedConcurrentExecutions } = platform;
  const { warmWriteUnits, memorySize } = platform;
  return { throttleRateLimit, throttleBurstLimit, reservedConcurrentExecutions, provisionedConcurrentExecutions, warmWriteUnits, memorySize };
}

/** The props that turn a platform with the settings `from` into one with the settings `to`. */
export function propsBetween(from: PlatformSettings, to: PlatformSettings): OrderProcessingPlatformProps {
  const changed = <Name extends keyof PlatformSettings>(name: Name) => to[name] === from[name] ? undefined : to[name];
  const warmWriteUnits = changed('warmWriteUnits');
  return withoutAbsent({
    apiOptions: withoutAbsent({ throttleRateLimit: changed('throttleRateLimit'), throttleBurstLimit: changed('throttleBurstLimit') }),
    functionOptions: withoutAbsent({
      memorySize: changed('memorySize'),
      reservedConcurrentExecutions: changed('reservedConcurrentExecutions'),
      provisionedConcurrentExecutions: changed('provisionedConcurrentExecutions'),
    }),
    tableOptions: withoutAbsent({ warmThroughput: warmWriteUnits === undefined ? undefined : { writeUnitsPerSecond: warmWriteUnits } }),
  }) ?? {};
}

/** The same object without undefined members; undefined if none is left. */
function withoutAbsent<T extends object>(members: T): T | undefined {
  const present = Object.entries(members).filter(([, value]) => value !== undefined);
  return present.length > 0 ? Object.fromEntries(present) as T : undefined;
}
