import { arrivalTimes } from '../../../bench/scale/arrivals';
import { HandlerDurations } from '../../../bench/scale/handler-durations';
import { constant, RandomStream } from '../../../bench/scale/random-stream';
import { AccountQuotas, CallerSettings, PATIENT_CALLER, PlatformSettings } from '../../../bench/scale/settings';
import { Scenario } from '../../../bench/scale/simulation';

const PLENTY = 1e9;

export const UNLIMITED_PLATFORM: PlatformSettings = {
  throttleRateLimit: PLENTY,
  throttleBurstLimit: PLENTY,
  reservedConcurrentExecutions: PLENTY,
  provisionedConcurrentExecutions: 0,
  warmWriteUnits: 1e7,
  memorySize: 256,
};

export const UNLIMITED_ACCOUNT: AccountQuotas = { apiRate: PLENTY, apiBurst: PLENTY, concurrency: PLENTY, tableWrites: 1e7 };

/** One attempt, nothing odd: what queueing theory means by a customer. */
export const ONE_ATTEMPT: CallerSettings = { ...PATIENT_CALLER, attempts: 1, doubleSubmits: 0 };

/** The only duration is that of the handler itself, warm or cold. */
export function handlerTaking(work: HandlerDurations['warmStart']): HandlerDurations {
  return { gateway: constant(0), warmStart: work, coldStart: work, write: constant(0), writeAttempts: 1, writeBackoff: 0, retryAfter: 0 };
}

/** A platform without limits, before which a test puts the one that it is about. */
export function scenario(rate: number, seconds: number, changes: Partial<Scenario> = {}): Scenario {
  const seed = changes.seed ?? 1;
  return {
    platform: UNLIMITED_PLATFORM,
    quotas: UNLIMITED_ACCOUNT,
    caller: ONE_ATTEMPT,
    handler: handlerTaking(constant(0.02)),
    scaling: { burst: PLENTY, perSecond: PLENTY, requestsPerUnit: PLENTY },
    arrivals: arrivalTimes([{ rate, seconds }], new RandomStream(seed)),
    measureFrom: 0,
    weight: 1,
    writeUnitsPerOrder: 1,
    lostAnswers: 0,
    seed,
    ...changes,
  };
}

/** Arrivals exactly `1 / rate` apart. */
export function evenly(rate: number, seconds: number): Float64Array {
  return arrivalTimes([{ rate, seconds }]);
}
