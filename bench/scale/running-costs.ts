import { PlatformSettings } from './configuration';
import { propsBetween } from './sizing';
import { OrderEnvironment } from '../../src';
import { PRICES, QUOTAS } from '../aws-quotas-and-prices';
import { bill, listPrice, total } from '../cost/bill';
import { HOURS, monthOfOrders, SECONDS } from '../cost/usage';
import { HandlerFigures, PLANNED_HANDLER } from '../handler-figures';
import { templateFigures } from '../template-figures';

/** USD at list price. */
export interface RunningCosts {
  /** A million orders in a month at the rate: requests, compute, writes, the first month of storage, logs, traces; first tier of API prices. */
  readonly perMillion: number;
  /** Provisioned concurrency for an hour, and for a month. */
  readonly readyPerHour: number;
  readonly readyPerMonth: number;
  /** An hour at the rate with everything that carries it, in a month without other orders. */
  readonly hourAtRate: number;
  /** Warm throughput, once. */
  readonly warmOnce: number;
}

/** What a rate costs on the platform that carries it, as props on top of the prod preset. */
export function runningCosts(
  rate: number, prod: PlatformSettings, platform: PlatformSettings, figures: HandlerFigures = PLANNED_HANDLER,
): RunningCosts {
  const deployed = templateFigures({ environment: OrderEnvironment.PROD, ...propsBetween(prod, platform) });
  // The share of orders that X-Ray traces depends on how many come each second, so the month is one at this rate.
  const month = monthOfOrders(rate * SECONDS);
  const perOrder = bill(deployed, month, figures).filter(({ fixed }) => !fixed);
  const perMillion = total(perOrder, listPrice) / month.orders * 1e6;
  const ordersInAnHour = rate * 3600;
  const beyondFirstTier = Math.max(0, ordersInAnHour * month.requestsPerOrder - PRICES.apiFirstTier.value);
  const readyPerHour = platform.provisionedConcurrentExecutions * platform.memorySize / 1024 * 3600 * PRICES.lambdaProvisioned.value;
  return {
    perMillion,
    readyPerHour,
    readyPerMonth: readyPerHour * HOURS,
    hourAtRate: ordersInAnHour / 1e6 * perMillion - beyondFirstTier * (PRICES.apiRequest.value - PRICES.apiRequestBeyond.value) + readyPerHour,
    warmOnce: Math.max(0, platform.warmWriteUnits - QUOTAS.tableInitialWrites.value) * PRICES.tableWarmWrite.value,
  };
}
