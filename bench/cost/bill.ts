import { ContributorInsightsMode } from 'aws-cdk-lib/aws-dynamodb';
import { HOURS, keyRequests, MonthOfOrders, tableGigabytes, tracedRequests } from './usage';
import { OrderMetric } from '../../src/handler-contract/order-metrics';
import { ALWAYS_FREE, PRICES, PublishedFigure } from '../aws-quotas-and-prices';
import { HandlerFigures, invocationSeconds, writeUnits } from '../handler-figures';
import { TemplateFigures } from '../template-figures';

/** One line of a monthly bill. */
export interface BillLine {
  readonly service: string;
  readonly item: string;
  readonly quantity: number;
  readonly price: PublishedFigure;
  /** What the account has free of it. */
  readonly free?: PublishedFigure;
  /** The same in a month without any order. */
  readonly fixed: boolean;
}

/** Each business metric has one of the platform, but for the order value, which has one for each currency; rejections have one for each reason on top. */
export const PLATFORM_METRICS = Object.values(OrderMetric).filter((metric) => metric !== OrderMetric.ORDER_VALUE).length;
/** Count, 4xx, 5xx, latency, integration latency, data processed. */
export const ROUTE_METRICS = 6;

/** USD of one line at list price. */
export function listPrice({ quantity, price }: BillLine): number {
  return quantity * price.value;
}

/** USD of one line after the always-free allowance, if nothing else in the account uses it. */
export function priceAfterFree({ quantity, price, free }: BillLine): number {
  return Math.max(0, quantity - (free?.value ?? 0)) * price.value;
}

export function total(lines: readonly BillLine[], price: (line: BillLine) => number): number {
  return lines.reduce((sum, line) => sum + price(line), 0);
}

/** The month's bill of one platform. Items that it doesn't use are left out. */
export function bill(platform: TemplateFigures, month: MonthOfOrders, figures: HandlerFigures): BillLine[] {
  return [
    ...requestLines(platform, month, figures),
    ...tableLines(platform, month, figures),
    ...logLines(platform, month, figures),
    ...monitoringLines(platform, month),
    ...encryptionLines(platform, month),
  ].filter(({ quantity }) => quantity > 0);
}

/** A line that grows with the orders. */
export function perOrder(service: string, item: string, price: keyof typeof PRICES, quantity: number): BillLine {
  return { service, item, quantity, price: PRICES[price], free: (ALWAYS_FREE as Record<string, PublishedFigure | undefined>)[price], fixed: false };
}

/** A line that is the same without any order. */
export function perMonth(service: string, item: string, price: keyof typeof PRICES, quantity: number): BillLine {
  return { ...perOrder(service, item, price, quantity), fixed: true };
}

/** By architecture. */
const LAMBDA_PRICES: Readonly<Record<string, Record<'duration' | 'durationWhileReady' | 'ready', keyof typeof PRICES> | undefined>> = {
  arm64: { duration: 'lambdaDuration', durationWhileReady: 'lambdaProvisionedDuration', ready: 'lambdaProvisioned' },
  x86_64: { duration: 'lambdaDurationX86', durationWhileReady: 'lambdaProvisionedDurationX86', ready: 'lambdaProvisionedX86' },
};

function requestLines(platform: TemplateFigures, month: MonthOfOrders, figures: HandlerFigures): BillLine[] {
  const { memorySize, architecture, provisionedConcurrentExecutions: ready } = platform;
  const invocations = month.orders * month.invocationsPerOrder;
  const gigabytes = memorySize / 1024;
  const cold = ready > 0 ? 0 : month.coldStarts;
  const seconds = (isCold: boolean) => billed(invocationSeconds(figures, memorySize, isCold));
  const prices = LAMBDA_PRICES[architecture];
  if (!prices) throw new Error(`no price of Lambda on ${architecture} is known`);
  return [
    perOrder('API Gateway', 'HTTP API requests', 'apiRequest', month.orders * month.requestsPerOrder),
    perOrder('API Gateway', 'answers sent to the internet', 'dataTransferOut', month.orders * figures.responseBytes / 1024 ** 3),
    perOrder('Lambda', 'requests', 'lambdaRequest', invocations),
    perOrder('Lambda', `duration, ${memorySize} MB ${architecture}`, ready > 0 ? prices.durationWhileReady : prices.duration,
      invocations * gigabytes * (seconds(false) * (1 - cold) + seconds(true) * cold)),
    perMonth('Lambda', 'provisioned concurrency', prices.ready, ready * gigabytes * HOURS * 3600),
  ];
}

/** Lambda bills whole milliseconds. */
function billed(seconds: number): number {
  return Math.ceil(seconds * 1000) / 1000;
}

function tableLines(platform: TemplateFigures, month: MonthOfOrders, figures: HandlerFigures): BillLine[] {
  const writes = month.orders * month.invocationsPerOrder;
  const gigabytes = tableGigabytes(month.orders, figures);
  const mode = platform.contributorInsightsMode;
  const everyKey = mode === ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS;
  return [
    perOrder('DynamoDB', 'writes', 'tableWrite', writes * writeUnits(figures.itemBytes)),
    perOrder('DynamoDB', 'storage of the month\'s orders', 'tableStorage', gigabytes),
    perOrder('DynamoDB', 'point-in-time recovery', 'tablePointInTimeRecovery', platform.pointInTimeRecovery ? gigabytes : 0),
    perMonth('CloudWatch', 'contributor insights, rules', 'contributorInsightsRule', mode === undefined ? 0 : everyKey ? 2 : 1),
    perOrder('CloudWatch', 'contributor insights, events', 'contributorInsightsEvent', everyKey ? writes : 0),
  ];
}

function logLines(platform: TemplateFigures, month: MonthOfOrders, figures: HandlerFigures): BillLine[] {
  const { accessLogBytes } = figures;
  const logBytes = platform.systemLogLevelWarn ? figures.logBytesSystemWarn : figures.logBytes;
  // The API logs each request, the function only those that reach it.
  const api = month.orders * month.requestsPerOrder * accessLogBytes / 1024 ** 3;
  const fn = month.orders * month.invocationsPerOrder * (logBytes - accessLogBytes) / 1024 ** 3;
  const gigabyteDays = api * platform.apiLogRetentionDays + fn * platform.functionLogRetentionDays;
  return [
    perOrder('CloudWatch', 'logs, ingestion', 'logIngestion', api + fn),
    perOrder('CloudWatch', 'logs, storage until they expire', 'logStorage', gigabyteDays / (HOURS / 24) * PRICES.logCompression.value),
  ];
}

function monitoringLines(platform: TemplateFigures, month: MonthOfOrders): BillLine[] {
  const business = PLATFORM_METRICS + month.currencies + month.rejectionReasons;
  const route = platform.detailedRouteMetrics ? ROUTE_METRICS * platform.routes : 0;
  const traces = platform.tracing ? tracedRequests(month.orders * month.invocationsPerOrder) : 0;
  return [
    perMonth('CloudWatch', 'custom metrics', 'customMetric', business + route),
    perMonth('CloudWatch', 'alarms', 'alarmMetric', platform.alarmMetrics),
    perMonth('CloudWatch', 'composite alarm', 'compositeAlarm', platform.compositeAlarms),
    perMonth('CloudWatch', 'dashboard', 'dashboard', platform.dashboards),
    perOrder('X-Ray', 'traces, default sampling', 'trace', traces),
    perMonth('SNS', 'alarm mails', 'emailNotification', month.emails),
  ];
}

function encryptionLines(platform: TemplateFigures, month: MonthOfOrders): BillLine[] {
  return [
    perMonth('KMS', 'customer-managed key', 'key', platform.keys),
    perOrder('KMS', 'requests', 'keyRequest', keyRequests(month.orders * month.invocationsPerOrder, month.coldStarts, month.emails)),
  ];
}
