import { QUOTAS } from '../aws-quotas-and-prices';
import { Limit } from './limit';
import { AccountQuotas, PlatformSettings } from './settings';

/** What a rate of orders asks of each part. */
export interface Demand {
  /** Orders a second. */
  readonly rate: number;
  /** Mean seconds of a warm and of a cold invocation. */
  readonly warmDuration: number;
  readonly coldDuration: number;
  readonly writeUnitsPerOrder: number;
}

/** Settings and quotas together: what a remedy changes. */
export interface Configuration {
  readonly platform: PlatformSettings;
  readonly quotas: AccountQuotas;
}

/** Room above the mean rate, for the randomness of arrivals. */
const HEADROOM = 1.25;

/** Units of concurrency that steady traffic needs: Little's law, or ten requests a second for each, whichever asks more. */
export function steadyConcurrency({ rate, warmDuration }: Demand): number {
  return Math.max(rate * warmDuration, rate / QUOTAS.lambdaRequestsPerEnvironment.value);
}

/** Executions in flight while every invocation still finds no warm environment: a burst's first half second. */
export function stampedeConcurrency({ rate, coldDuration }: Demand): number {
  return rate * coldDuration;
}

/** Rounded up to two significant digits, as a person would set it. */
export function roundUp(value: number): number {
  const digit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / digit - 1e-9) * digit;
}

/** The configuration in which `limit` no longer holds `demand` back: a prop where one does it, a raised quota where it must be. */
export function relieve(limit: Limit, { platform, quotas }: Configuration, demand: Demand): Configuration {
  const requests = roundUp(demand.rate * HEADROOM);
  const writes = roundUp(demand.rate * demand.writeUnitsPerOrder * HEADROOM);
  switch (limit) {
    case Limit.STAGE_THROTTLE:
      return throttleAt(requests, raiseApiRate(requests, { platform, quotas }));
    case Limit.ACCOUNT_API_RATE:
      return raiseApiRate(requests, { platform, quotas });
    case Limit.ACCOUNT_CONCURRENCY:
    case Limit.RESERVED_CONCURRENCY:
    case Limit.REQUESTS_PER_ENVIRONMENT:
      return relieveConcurrency({ platform, quotas }, demand);
    case Limit.SCALING_RATE:
      return provision({ platform, quotas }, demand);
    case Limit.TABLE_THROUGHPUT:
    case Limit.TABLE_PARTITION:
      return {
        platform: { ...platform, warmWriteUnits: writes },
        quotas: { ...quotas, tableWrites: Math.max(quotas.tableWrites, writes) },
      };
  }
}

/** The burst that goes with a rate: AWS sets it "in step with the rate". That the ratio of the default stays is an assumption. */
export function assumedBurst(apiRate: number): number {
  return apiRate * QUOTAS.apiAccountBurst.value / QUOTAS.apiAccountRate.value;
}

function raiseApiRate(requests: number, { platform, quotas }: Configuration): Configuration {
  const apiRate = Math.max(quotas.apiRate, requests);
  return { platform, quotas: { ...quotas, apiRate, apiBurst: assumedBurst(apiRate) } };
}

/** A stage's throttle can't exceed the account's, neither rate nor burst. */
export function throttleAt(requests: number, { platform, quotas }: Configuration): Configuration {
  return {
    quotas,
    platform: { ...platform, throttleRateLimit: Math.min(requests, quotas.apiRate), throttleBurstLimit: Math.min(requests, quotas.apiBurst) },
  };
}

/** Reserving costs nothing, so it comes before keeping environments ready. */
function relieveConcurrency(configuration: Configuration, demand: Demand): Configuration {
  const reserved = configuration.platform.reservedConcurrentExecutions ?? 0;
  const steady = roundUp(steadyConcurrency(demand) * HEADROOM);
  const stampede = roundUp(stampedeConcurrency(demand) * HEADROOM);
  const reservable = configuration.quotas.concurrency - QUOTAS.lambdaUnreservedMinimum.value;
  if (reserved < stampede && stampede <= reservable) return reserve(configuration, Math.max(steady, stampede));
  if (reserved < steady) return reserve(configuration, steady);
  return provision(configuration, demand);
}

function reserve({ platform, quotas }: Configuration, executions: number): Configuration {
  return {
    platform: { ...platform, reservedConcurrentExecutions: executions },
    quotas: { ...quotas, concurrency: Math.max(quotas.concurrency, executions + QUOTAS.lambdaUnreservedMinimum.value) },
  };
}

function provision(configuration: Configuration, demand: Demand): Configuration {
  const ready = roundUp(steadyConcurrency(demand) * HEADROOM);
  const { platform, quotas } = reserve(configuration, Math.max(ready, configuration.platform.reservedConcurrentExecutions ?? 0));
  return { quotas, platform: { ...platform, provisionedConcurrentExecutions: ready } };
}
