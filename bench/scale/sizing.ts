import { Configuration, OrderWork, PlatformSettings } from './configuration';
import { tableCapacity } from './limits';
import { OrderProcessingPlatformProps } from '../../src';
import { QUOTAS } from '../aws-quotas-and-prices';

/** Room above the mean rate, for the randomness of arrivals. */
export const HEADROOM = 1.25;

/** The configuration that carries so many orders a second, from one that may not. Nothing is lowered. */
export function sized(rate: number, { platform, quotas }: Configuration, work: OrderWork): Configuration {
  const requests = roundUp(rate * HEADROOM);
  const apiRate = Math.max(quotas.apiRate, requests);
  const apiBurst = Math.max(quotas.apiBurst, assumedBurst(apiRate));
  const { reserved, ready } = concurrency(rate, quotas.concurrency, work);
  const reservedConcurrentExecutions = Math.max(platform.reservedConcurrentExecutions ?? 0, reserved);
  const writes = roundUp(rate * work.writeUnits * HEADROOM);
  return {
    platform: {
      ...platform,
      throttleRateLimit: Math.max(platform.throttleRateLimit, requests),
      // A stage's throttle can't exceed the account's, neither rate nor burst.
      throttleBurstLimit: Math.max(platform.throttleBurstLimit, Math.min(requests, apiBurst)),
      reservedConcurrentExecutions,
      provisionedConcurrentExecutions: Math.max(platform.provisionedConcurrentExecutions, ready),
      warmWriteUnits: writes > tableCapacity({ platform, quotas }) ? writes : platform.warmWriteUnits,
    },
    quotas: {
      apiRate,
      apiBurst,
      concurrency: Math.max(quotas.concurrency, reservedConcurrentExecutions + QUOTAS.lambdaUnreservedMinimum.value),
      tableWrites: Math.max(quotas.tableWrites, writes),
    },
  };
}

/** A reserve that holds the cold starts of the burst costs nothing; where the account or Lambda's scaling doesn't give it, environments are kept ready. */
function concurrency(rate: number, quota: number, { warm, cold }: OrderWork): { readonly reserved: number; readonly ready: number } {
  // Little's law, or ten requests a second for each, whichever asks more.
  const steady = roundUp(Math.max(rate * warm, rate / QUOTAS.lambdaRequestsPerEnvironment.value) * HEADROOM);
  // Until the first environment is there, every order asks for one of its own.
  const stampede = roundUp(rate * cold * HEADROOM);
  const atOnce = Math.min(quota - QUOTAS.lambdaUnreservedMinimum.value, QUOTAS.lambdaScalingBurst.value);
  return stampede <= atOnce ? { reserved: Math.max(steady, stampede), ready: 0 } : { reserved: steady, ready: steady };
}

/** The burst that goes with a rate: AWS sets it "in step with the rate". That the ratio of the default stays is an assumption. */
function assumedBurst(apiRate: number): number {
  return apiRate * QUOTAS.apiAccountBurst.value / QUOTAS.apiAccountRate.value;
}

/** Rounded up to two significant digits, as a person would set it. */
export function roundUp(value: number): number {
  const digit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / digit - 1e-9) * digit;
}

/** The props that turn a platform with the settings `from` into one with the settings `to`. */
export function propsBetween(from: PlatformSettings, to: PlatformSettings): OrderProcessingPlatformProps {
  const changed = (...names: (keyof PlatformSettings)[]) =>
    Object.fromEntries(names.filter((name) => to[name] !== from[name]).map((name) => [name, to[name]]));
  const { warmWriteUnits, throttleRateLimit: rateLimit, throttleBurstLimit: burstLimit } = changed(
    'warmWriteUnits', 'throttleRateLimit', 'throttleBurstLimit');
  const throttle = { ...rateLimit === undefined ? {} : { rateLimit }, ...burstLimit === undefined ? {} : { burstLimit } };
  const groups = {
    apiOptions: Object.keys(throttle).length === 0 ? {} : { throttle },
    functionOptions: changed('memorySize', 'reservedConcurrentExecutions', 'provisionedConcurrentExecutions'),
    tableOptions: warmWriteUnits === undefined ? {} : { warmThroughput: { writeUnitsPerSecond: warmWriteUnits } },
  };
  return Object.fromEntries(Object.entries(groups).filter(([, members]) => Object.keys(members).length > 0));
}
