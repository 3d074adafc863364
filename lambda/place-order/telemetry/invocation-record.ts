import { embeddedMetrics, Metric } from './embedded-metrics';
import { readTraceHeader } from './trace-header';
import { OrderMetric, OrderMetricDimension } from '../../../src/handler-contract/order-metrics';
import type { Environment } from '../environment/environment';
import { isLogged, LogLevel } from '../environment/log-level';

const MAX_RULES = 10;

/** What went wrong, in terms that never quote the request. */
export interface FailureRecord {
  readonly kind: string;
  readonly name: string;
  readonly message?: string;
  readonly stack?: readonly string[];
  readonly awsRequestId?: string;
  readonly attempts?: number;
}

/**
 * The one line that an invocation leaves: log entry and metrics together, since CloudWatch bills by the byte.
 *
 * Holds ids, counts and codes. Nothing that a customer wrote may go in here.
 */
export class InvocationRecord {
  private readonly metrics: Metric[] = [];
  private readonly dimensions: Partial<Record<OrderMetricDimension, string>>;
  private readonly correlation: { readonly requestId: string; readonly traceId?: string };
  private readonly properties: Record<string, unknown> = {};
  private level: LogLevel = 'INFO';
  private message = '';

  constructor(
    private readonly environment: Environment, requestId: string, private readonly writeLine: (line: string) => void = writeToStandardOutput,
  ) {
    this.dimensions = { [OrderMetricDimension.PLATFORM]: environment.platformName };
    this.correlation = { requestId, traceId: readTraceHeader()?.traceId };
  }

  /** Says how the invocation ended. */
  outcome(level: LogLevel, message: string, status: number): void {
    Object.assign(this, { level, message });
    this.properties.status = status;
  }

  orderId(orderId: string): void {
    this.properties.orderId = orderId;
  }

  failure(failure: FailureRecord): void {
    this.properties.failure = failure;
  }

  /** Rules that the request violated, each once. */
  rules(rules: readonly string[]): void {
    if (rules.length > 0) this.properties.rules = [...new Set(rules)].slice(0, MAX_RULES);
  }

  /** What is only of interest to who hunts for something. */
  debug(name: string, value: unknown): void {
    if (isLogged('DEBUG', this.environment.logLevel)) this.properties[name] = value;
  }

  count(name: OrderMetric, value = 1): void {
    this.metrics.push({ name, value, unit: 'Count', dimensionSets: [[]] });
  }

  milliseconds(name: OrderMetric, value: number): void {
    this.metrics.push({ name, value: Math.round(value * 10) / 10, unit: 'Milliseconds', dimensionSets: [[]] });
  }

  amount(name: OrderMetric, value: number, currency: string): void {
    this.dimensions[OrderMetricDimension.CURRENCY] = currency;
    this.metrics.push({ name, value, dimensionSets: [[OrderMetricDimension.CURRENCY]] });
  }

  rejection(reason: string): void {
    this.dimensions[OrderMetricDimension.REASON] = reason;
    this.metrics.push({ name: OrderMetric.ORDERS_REJECTED, value: 1, unit: 'Count', dimensionSets: [[], [OrderMetricDimension.REASON]] });
  }

  /**
   * Writes the line past `console`, which Lambda's JSON log format would wrap into another object: CloudWatch finds metrics only at the
   * top level of a line. A level below the configured one leaves the metrics and what connects them with other logs.
   */
  write(): void {
    const { level, message, correlation, properties } = this;
    const entry = isLogged(level, this.environment.logLevel) ? { level, message, ...correlation, ...properties } : correlation;
    const line = { ...entry, ...embeddedMetrics(this.metrics, this.dimensions, Date.now()) };
    this.writeLine(`${JSON.stringify(line)}\n`);
  }
}

function writeToStandardOutput(line: string): void {
  process.stdout.write(line);
}
