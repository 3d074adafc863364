import { ContributorInsightsMode, WarmThroughput } from 'aws-cdk-lib/aws-dynamodb';

/**
 * Settings of the orders table that the platform creates.
 */
export interface OrdersTableOptions {
  /**
   * Whether the table refuses to be deleted, also by CloudFormation.
   *
   * @default - `true` in prod, `false` in dev and staging
   */
  readonly deletionProtection?: boolean;

  /**
   * Which keys contributor insights report: all accessed and throttled ones, or (cheaper) the throttled ones only.
   *
   * @default - accessed and throttled keys in dev and staging, throttled keys in prod
   */
  readonly contributorInsightsMode?: ContributorInsightsMode;

  /**
   * Reads and writes per second that the table must serve at once, without waiting for on-demand scaling. Raise it before a sale:
   * at least 12,000 read units or 4,000 write units, or both.
   *
   * @default - what DynamoDB gives a new on-demand table: 4,000 write and 12,000 read units per second
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html
   */
  readonly warmThroughput?: WarmThroughput;
}
