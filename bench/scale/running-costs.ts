import { Trial } from './cases';
import { propsBetween } from './props';
import { PlatformSettings } from './settings';
import { Environment } from '../../src';
import { PRICES, QUOTAS } from '../aws-quotas-and-prices';
import { bill, listPrice, total } from '../cost/bill';
import { HOURS, monthOfOrders } from '../cost/usage';
import { deployedPlatform } from '../deployed-platform';
import { HandlerFigures } from '../handler-figures';

/** USD at list price. */
export interface RunningCosts {
  /** A million orders: requests, compute, writes, the first month of storage, logs, traces. */
  readonly perMillion: number;
  /** Provisioned concurrency for an hour, and for a month. */
  readonly readyPerHour: number;
  readonly readyPerMonth: number;
  /** An hour at the rate with everything that carries it. */
  readonly hourAtRate: number;
  /** Warm throughput, once. */
  readonly warmOnce: number;
}

/** Many enough that the free first traces of each second don't weigh. */
const BUSY_MONTH = 100_000_000;

/** What a rate costs on the platform that carries it, as props on top of the prod preset. */
export function runningCosts(rate: number, prod: PlatformSettings, { configuration: { platform } }: Trial, figures: HandlerFigures): RunningCosts {
  const deployed = deployedPlatform({ environment: Environment.PROD, ...propsBetween(prod, platform) });
  const perOrder = bill(deployed, monthOfOrders(BUSY_MONTH), figures).filter(({ fixed }) => !fixed);
  const perMillion = total(perOrder, listPrice) / BUSY_MONTH * 1e6;
  const readyPerHour = platform.provisionedConcurrentExecutions * platform.memorySize / 1024 * 3600 * PRICES.lambdaProvisioned.value;
  return {
    perMillion,
    readyPerHour,
    readyPerMonth: readyPerHour * HOURS,
    hourAtRate: rate * 3600 / 1e6 * perMillion + readyPerHour,
    warmOnce: Math.max(0, platform.warmWriteUnits - QUOTAS.tableInitialWrites.value) * PRICES.tableWarmWrite.value,
  };
}
