import { Duration } from 'aws-cdk-lib';
import { Architecture, Code, Runtime, SystemLogLevel, Tracing } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { OrderLogLevel } from '../handler-contract/order-log-level';

/**
 * Code of your own in place of the shipped order handler. It gets the same role, environment variables, log group and alarms.
 *
 * The business metrics come from the shipped handler: without them the alarm `writeFailures` stays silent, `ordersMissing` rises, and the
 * dashboard's business graphs stay empty. Code that is to have them writes them to its log in the CloudWatch Embedded Metric Format:
 * namespace `OrderProcessingPlatform`, dimension `Platform` with the value of the variable `PLATFORM_NAME`, metrics `OrdersPlaced`,
 * `OrderItems`, `OrderValue` (dimension `Currency` as well), `OrdersRejected` (with and without `Reason`), `OrdersReplayed`,
 * `WriteLatency` (milliseconds) and `WriteFailures`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export interface OrderHandlerCode {
  /** The deployable code. */
  readonly code: Code;

  /** The entry point, in the form that the runtime expects, such as `index.handler`. */
  readonly handler: string;

  /** The runtime that runs the code. */
  readonly runtime: Runtime;
}

/**
 * Settings of the order function.
 */
export interface OrderFunctionOptions {
  /**
   * Memory in MiB, 128 to 10,240. CPU grows with it.
   *
   * @default 256
   */
  readonly memorySize?: number;

  /**
   * Time after which an invocation is ended, 1 second to 15 minutes. An HTTP API waits at most 30 seconds for its answer.
   *
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;

  /**
   * Processor architecture.
   *
   * @default Architecture.ARM_64
   */
  readonly architecture?: Architecture;

  /**
   * Concurrent executions set aside for this function, which are also its ceiling. The quota of a new AWS account may be as low as 10,
   * of which none can be reserved: lower it, or set `reserveConcurrency: false`.
   *
   * @default 100
   */
  readonly reservedConcurrentExecutions?: number;

  /**
   * Whether concurrency is reserved at all. Without it the function shares the account's pool.
   *
   * @default true
   */
  readonly reserveConcurrency?: boolean;

  /**
   * Execution environments kept warm, behind the alias `live`. At most `reservedConcurrentExecutions`.
   *
   * @default - none; the API calls the function itself
   */
  readonly provisionedConcurrentExecutions?: number;

  /**
   * Whether a starting environment prepares for its first order: opens the connection to DynamoDB and walks through an order that is not
   * stored, at most 300 ms. While it starts, a function has a whole processor whatever its memory; in its first invocation it does not.
   * The handler alone does so, not code that `handler` brings.
   *
   * @default true
   * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
   */
  readonly priming?: boolean;

  /**
   * What the handler writes to its log.
   *
   * @default - `DEBUG` in dev, `INFO` in staging and prod
   */
  readonly logLevel?: OrderLogLevel;

  /**
   * How long the function's log is kept. Not with `functionLogGroup`.
   *
   * @default - 1 week in dev, 1 month in staging, 3 months in prod
   */
  readonly logRetention?: RetentionDays;

  /**
   * What Lambda itself writes to the function's log.
   *
   * @default - `INFO` in dev and staging, `WARN` in prod
   */
  readonly systemLogLevel?: SystemLogLevel;

  /**
   * X-Ray tracing. `ACTIVE`: Lambda samples the first request each second and 5% of the others; that rate has no setting.
   * `PASS_THROUGH`: Lambda traces only a request that arrives with the decision to sample it.
   *
   * @default - `ACTIVE` in dev and prod, `PASS_THROUGH` in staging
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
   */
  readonly tracing?: Tracing;
}
