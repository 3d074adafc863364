/**
 * Every AWS quota and price that the scale model and the cost table use: us-east-1, USD, one place, each with its source and the day it was looked up.
 * No AWS account and no live web page was at hand: `evidence` says how much each figure can be trusted.
 */

/** How a figure was checked. */
export enum Evidence {
  /** A stored copy of AWS's own page says so. */
  AWS_PAGE = 'AWS page',
  /** Public texts of others quote it from the AWS page or price list. */
  QUOTED = 'quoted by others',
  /** Nothing found that confirms it; from memory of the page named as source. Check before relying on it. */
  UNVERIFIED = 'unverified',
}

export interface PublishedFigure {
  readonly value: number;
  readonly unit: string;
  /** Where AWS publishes it. */
  readonly source: string;
  /** Day it was looked up, ISO 8601. */
  readonly asOf: string;
  readonly evidence: Evidence;
  /** A quota that AWS raises on request. */
  readonly adjustable?: boolean;
}

const LAMBDA_QUOTAS = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html';
const LAMBDA_SCALING = 'https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html';
const LAMBDA_RESERVED = 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html';
const LAMBDA_PROVISIONED = 'https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html';
const LAMBDA_MEMORY = 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html';
const API_QUOTAS = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html';
const API_THROTTLING = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html';
const TABLE_QUOTAS = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html';
const TABLE_WARM = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput-scenarios.html';
const TABLE_ON_DEMAND = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html';
const TABLE_KEY_CACHE = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html';
const XRAY_SAMPLING = 'https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html';
const API_PRICES = 'https://aws.amazon.com/api-gateway/pricing/';
const LAMBDA_PRICES = 'https://aws.amazon.com/lambda/pricing/';
const TABLE_PRICES = 'https://aws.amazon.com/dynamodb/pricing/on-demand/';
const CLOUDWATCH_PRICES = 'https://aws.amazon.com/cloudwatch/pricing/';
const XRAY_PRICES = 'https://aws.amazon.com/xray/pricing/';
const KMS_PRICES = 'https://aws.amazon.com/kms/pricing/';
const SNS_PRICES = 'https://aws.amazon.com/sns/pricing/';
const BUS_PRICES = 'https://aws.amazon.com/eventbridge/pricing/';
const TRANSFER_PRICES = 'https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer';

const LOOKED_UP = '2026-11-24';

function figure(value: number, unit: string, source: string, evidence: Evidence, adjustable?: boolean): PublishedFigure {
  return { value, unit, source, asOf: LOOKED_UP, evidence, adjustable };
}

const { AWS_PAGE, QUOTED, UNVERIFIED } = Evidence;

/** Limits that shape throughput. */
export const QUOTAS = {
  apiAccountRate: figure(10_000, 'requests/s, all APIs of the account in a region', API_QUOTAS, AWS_PAGE, true),
  apiAccountBurst: figure(5_000, 'requests (token bucket), set by AWS in step with the rate', API_THROTTLING, AWS_PAGE),
  lambdaAccountConcurrency: figure(1_000, 'executions at once (new accounts may start lower)', LAMBDA_QUOTAS, AWS_PAGE, true),
  lambdaUnreservedMinimum: figure(100, 'executions that cannot be reserved', LAMBDA_RESERVED, AWS_PAGE),
  lambdaScalingBurst: figure(1_000, 'execution environments a function can add at once', LAMBDA_SCALING, AWS_PAGE),
  lambdaScalingRate: figure(100, 'execution environments/s (1,000 per 10 s, refilled continuously)', LAMBDA_SCALING, AWS_PAGE),
  lambdaProvisioningRate: figure(6_000, 'environments/min that provisioned concurrency allocates per function, usable once all are there', LAMBDA_PROVISIONED, QUOTED),
  lambdaRequestsPerEnvironment: figure(10, 'requests/s per unit of concurrency, synchronous', LAMBDA_QUOTAS, AWS_PAGE),
  lambdaMemoryPerCpu: figure(1_769, 'MB that give one vCPU', LAMBDA_MEMORY, QUOTED),
  tableInitialWrites: figure(4_000, 'write units/s of a new on-demand table', TABLE_WARM, AWS_PAGE),
  tableGrowthMinutes: figure(30, 'minutes in which traffic must not more than double', TABLE_ON_DEMAND, AWS_PAGE),
  tablePartitionWrites: figure(1_000, 'write units/s per partition', TABLE_WARM, AWS_PAGE),
  tableWriteQuota: figure(40_000, 'write units/s per on-demand table', TABLE_QUOTAS, AWS_PAGE, true),
  tableWriteUnit: figure(1_024, 'bytes per write unit', TABLE_QUOTAS, AWS_PAGE),
  tableKeyCacheMinutes: figure(5, 'minutes without use after which a table key is fetched from KMS again', TABLE_KEY_CACHE, AWS_PAGE),
  busEventChunk: figure(65_536, 'bytes of an event that are charged as one', BUS_PRICES, QUOTED),
  traceReservoir: figure(1, 'request/s always traced by the default sampling rule', XRAY_SAMPLING, QUOTED),
  traceRate: figure(0.05, 'share of further requests traced by the default sampling rule', XRAY_SAMPLING, QUOTED),
} as const;

/** What others measured where AWS promises less. */
export const MEASURED_BY_OTHERS = {
  tableSplit: { value: 16, unit: 'minutes of throttling', source: 'https://awsfundamentals.com/blog/dynamodb-warm-throughput', published: 'October 2026' },
} as const;

/** List prices. Of tiers the first only, but for API requests: an hour at 100,000 orders/s leaves theirs. */
export const PRICES = {
  apiRequest: figure(1.00e-6, 'USD/request, first tier', API_PRICES, QUOTED),
  apiRequestBeyond: figure(0.90e-6, 'USD/request, beyond the first tier', API_PRICES, QUOTED),
  apiFirstTier: figure(300_000_000, 'requests/month in the first tier', API_PRICES, QUOTED),
  lambdaRequest: figure(0.20e-6, 'USD/request', LAMBDA_PRICES, AWS_PAGE),
  lambdaDuration: figure(0.0000133334, 'USD/GB-s, arm64, first 7.5 billion', LAMBDA_PRICES, QUOTED),
  lambdaDurationX86: figure(0.0000166667, 'USD/GB-s, x86_64, first 6 billion', LAMBDA_PRICES, QUOTED),
  lambdaProvisioned: figure(0.0000033334, 'USD/GB-s kept ready, arm64', LAMBDA_PRICES, QUOTED),
  lambdaProvisionedX86: figure(0.0000041667, 'USD/GB-s kept ready, x86_64', LAMBDA_PRICES, QUOTED),
  lambdaProvisionedDuration: figure(0.0000077778, 'USD/GB-s run in what is kept ready, arm64', LAMBDA_PRICES, QUOTED),
  lambdaProvisionedDurationX86: figure(0.0000097222, 'USD/GB-s run in what is kept ready, x86_64', LAMBDA_PRICES, QUOTED),
  tableWrite: figure(0.625e-6, 'USD/write unit', TABLE_PRICES, QUOTED),
  tableStorage: figure(0.25, 'USD/GB-month', TABLE_PRICES, QUOTED),
  tablePointInTimeRecovery: figure(0.20, 'USD/GB-month', TABLE_PRICES, QUOTED),
  tableWarmWrite: figure(0.00065, 'USD once per write unit/s above what the table already has', TABLE_PRICES, UNVERIFIED),
  contributorInsightsRule: figure(0.50, 'USD/rule-month', CLOUDWATCH_PRICES, QUOTED),
  contributorInsightsEvent: figure(0.03e-6, 'USD/DynamoDB event', CLOUDWATCH_PRICES, QUOTED),
  logIngestion: figure(0.50, 'USD/GB, first 10 TB', CLOUDWATCH_PRICES, QUOTED),
  logStorage: figure(0.03, 'USD/GB-month, compressed', CLOUDWATCH_PRICES, QUOTED),
  logCompression: figure(0.15, 'GB stored per GB of log', CLOUDWATCH_PRICES, UNVERIFIED),
  customMetric: figure(0.30, 'USD/metric-month, first 10,000', CLOUDWATCH_PRICES, QUOTED),
  alarmMetric: figure(0.10, 'USD/alarm metric-month, standard resolution', CLOUDWATCH_PRICES, QUOTED),
  compositeAlarm: figure(0.50, 'USD/composite alarm-month', CLOUDWATCH_PRICES, QUOTED),
  dashboard: figure(3.00, 'USD/dashboard-month', CLOUDWATCH_PRICES, QUOTED),
  trace: figure(5.00e-6, 'USD/trace recorded', XRAY_PRICES, AWS_PAGE),
  key: figure(1.00, 'USD/customer-managed key-month; each of the first two rotations adds as much', KMS_PRICES, QUOTED),
  keyRequest: figure(0.03 / 10_000, 'USD/request', KMS_PRICES, QUOTED),
  emailNotification: figure(2.00 / 100_000, 'USD/e-mail', SNS_PRICES, QUOTED),
  busEvent: figure(1.00e-6, 'USD/event put on a bus of one\'s own; its delivery within the account is free', BUS_PRICES, QUOTED),
  archiveIngestion: figure(0.10, 'USD/GB put into an archive', BUS_PRICES, QUOTED),
  archiveStorage: figure(0.023, 'USD/GB-month', BUS_PRICES, UNVERIFIED),
  dataTransferOut: figure(0.09, 'USD/GB to the internet, first 10 TB', TRANSFER_PRICES, QUOTED),
} as const;

/** What each account gets free every month, for ever, shared by all that runs in it. */
export const ALWAYS_FREE = {
  lambdaRequest: figure(1_000_000, 'requests', LAMBDA_PRICES, QUOTED),
  lambdaDuration: figure(400_000, 'GB-s', LAMBDA_PRICES, QUOTED),
  tableStorage: figure(25, 'GB', TABLE_PRICES, QUOTED),
  logIngestion: figure(5, 'GB, ingestion and storage together', CLOUDWATCH_PRICES, AWS_PAGE),
  customMetric: figure(10, 'metrics', CLOUDWATCH_PRICES, AWS_PAGE),
  alarmMetric: figure(10, 'alarm metrics', CLOUDWATCH_PRICES, AWS_PAGE),
  dashboard: figure(3, 'dashboards', CLOUDWATCH_PRICES, AWS_PAGE),
  trace: figure(100_000, 'traces', XRAY_PRICES, AWS_PAGE),
  keyRequest: figure(20_000, 'requests', KMS_PRICES, QUOTED),
  emailNotification: figure(1_000, 'e-mails', SNS_PRICES, QUOTED),
  dataTransferOut: figure(100, 'GB', TRANSFER_PRICES, QUOTED),
} as const;
