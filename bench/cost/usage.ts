import { QUOTAS } from '../aws-quotas-and-prices';
import { HandlerFigures } from '../handler-figures';

/** What a month of orders is assumed to look like, beside the handler's own figures. */
export interface MonthOfOrders {
  readonly orders: number;
  /** HTTP requests per stored order: retries and rejected orders on top, CORS preflights where the shop's page is on another origin. */
  readonly requestsPerOrder: number;
  /** Of these, requests that run the function: not what is throttled, not preflights. */
  readonly invocationsPerOrder: number;
  /** Share of invocations that find no warm environment. */
  readonly coldStarts: number;
  /** Currencies that customers pay in: each has an order-value metric. */
  readonly currencies: number;
  /** Reasons of rejection that occur: each has a metric. */
  readonly rejectionReasons: number;
  /** Alarm and recovery mails. */
  readonly emails: number;
}

/** Bytes that DynamoDB adds to each stored item. */
const ITEM_OVERHEAD = 100;
export const HOURS = 730;
export const SECONDS = HOURS * 3600;

/** A browser asks before it posts to another origin. Its answer is kept for an hour, in which hardly anybody orders twice. */
export const PREFLIGHTS_PER_BROWSER_ORDER = 1;

/** Sparse traffic meets cold environments more often. */
export function monthOfOrders(orders: number): MonthOfOrders {
  return {
    orders,
    requestsPerOrder: 1.05,
    invocationsPerOrder: 1.03,
    coldStarts: orders <= 100_000 ? 0.2 : orders <= 10_000_000 ? 0.01 : 0.001,
    currencies: 1,
    rejectionReasons: 2,
    emails: 20,
  };
}

/** The same orders placed by pages on another origin. */
export function fromBrowsers(month: MonthOfOrders): MonthOfOrders {
  return { ...month, requestsPerOrder: month.requestsPerOrder + PREFLIGHTS_PER_BROWSER_ORDER };
}

/** Gigabytes that a month's orders take in the table. */
export function tableGigabytes(orders: number, figures: HandlerFigures): number {
  return orders * (figures.itemBytes + ITEM_OVERHEAD) / 1024 ** 3;
}

/**
 * Requests that the default sampling rule traces, with arrivals spread at random over the month:
 * the first of each second that has one, and a share of the others.
 */
export function tracedRequests(requests: number): number {
  const busySeconds = SECONDS * (1 - Math.exp(-requests / SECONDS));
  const always = Math.min(requests, busySeconds * QUOTAS.traceReservoir.value);
  return always + (requests - always) * QUOTAS.traceRate.value;
}

/**
 * Requests to KMS. An environment decrypts its variables when it starts, and its connection to the table fetches the table key once;
 * logs and mails fetch theirs now and then.
 */
export function keyRequests(invocations: number, coldStarts: number, emails: number): number {
  const refreshed = HOURS * 60 / QUOTAS.tableKeyCacheMinutes.value;
  return 2 * invocations * coldStarts + refreshed + emails;
}
