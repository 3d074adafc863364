import { Configuration, OrderWork } from './configuration';
import { QUOTAS } from '../aws-quotas-and-prices';

/** Something that turns orders away. */
export interface Limit {
  readonly name: string;
  /** The status that the caller gets. */
  readonly status: 429 | 503;
  /** The most orders that it lets pass in the first so many seconds of a burst, each second of which brings more than enough. */
  readonly passes: (seconds: number) => number;
}

/** The limits of a platform on which nothing but provisioned environments is warm, in the order in which a request meets them. */
export function limitsOf({ platform, quotas }: Configuration, work: OrderWork): Limit[] {
  const { throttleRateLimit, throttleBurstLimit, reservedConcurrentExecutions, provisionedConcurrentExecutions: ready } = platform;
  const concurrency = reservedConcurrentExecutions ?? quotas.concurrency;
  const owner = reservedConcurrentExecutions === undefined ? 'Lambda concurrency of the account' : 'reserved concurrency';
  const perSecond = QUOTAS.lambdaRequestsPerEnvironment.value;
  return [
    { name: 'API throttle', status: 429, passes: (seconds) => throttleBurstLimit + throttleRateLimit * seconds },
    { name: 'API Gateway quota of the account', status: 429, passes: (seconds) => quotas.apiBurst + quotas.apiRate * seconds },
    {
      name: `${owner} (executions in flight)`,
      status: 503,
      passes: (seconds) => servedWarm(ready, seconds, work) + servedCold(concurrency - ready, seconds, work),
    },
    { name: `${owner} (ten requests a second each)`, status: 503, passes: (seconds) => concurrency * perSecond * seconds },
    { name: 'Lambda scaling rate', status: 503, passes: (seconds) => Math.min(servedWhileGrowing(ready, seconds, work), requestsWhileGrowing(ready, seconds)) },
    { name: 'table throughput', status: 503, passes: (seconds) => tableCapacity({ platform, quotas }) / work.writeUnits * seconds },
  ];
}

/** Write units a second that a table takes at once. */
export function tableCapacity({ platform, quotas }: Configuration): number {
  return Math.min(quotas.tableWrites, Math.max(QUOTAS.tableInitialWrites.value, platform.warmWriteUnits));
}

/** Environments that a function without provisioned concurrency has so many seconds after it needed more than there were. */
export function grownEnvironments(seconds: number): number {
  return QUOTAS.lambdaScalingBurst.value + QUOTAS.lambdaScalingRate.value * seconds;
}

/**
 * Write units a second that an on-demand table is sure to take `minutes` after demand passed its capacity for good:
 * double the previous peak, once in each half hour. Often DynamoDB is faster.
 */
export function grownTable(minutes: number): number {
  return Math.min(QUOTAS.tableWriteQuota.value, QUOTAS.tableInitialWrites.value * 2 ** Math.floor(minutes / QUOTAS.tableGrowthMinutes.value));
}

/** Orders that warm environments take: one each at once, the next when it is done. */
function servedWarm(environments: number, seconds: number, { warm }: OrderWork): number {
  return environments * (1 + seconds / warm);
}

/** The same of environments that are created with their first order. */
function servedCold(environments: number, seconds: number, { warm, cold }: OrderWork): number {
  return environments * (1 + Math.max(0, seconds - cold) / warm);
}

/** Provisioned environments, those that come at once and those that come each second. */
function servedWhileGrowing(ready: number, seconds: number, work: OrderWork): number {
  const growth = QUOTAS.lambdaScalingRate.value;
  const grown = growth * (seconds + Math.max(0, seconds - work.cold) ** 2 / 2 / work.warm);
  return servedWarm(ready, seconds, work) + servedCold(QUOTAS.lambdaScalingBurst.value, seconds, work) + grown;
}

/** Ten requests a second for each of the environments there are. */
function requestsWhileGrowing(ready: number, seconds: number): number {
  const { lambdaScalingBurst, lambdaScalingRate, lambdaRequestsPerEnvironment } = QUOTAS;
  return lambdaRequestsPerEnvironment.value * ((ready + lambdaScalingBurst.value) * seconds + lambdaScalingRate.value * seconds ** 2 / 2);
}
