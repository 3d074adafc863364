import { Annotations, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct, IConstruct } from 'constructs';
import { OrderConsumer } from './order-consumer';
import { OrderConsumerOptions, OrderConsumption } from './order-consumer-options';
import { grantFeed } from './order-feed';
import { acknowledgeFinding } from '../compliance/acknowledged-finding';
import { AlarmActions, createThresholdAlarm } from '../monitoring/threshold-alarm';
import { PhysicalNames } from '../naming/physical-names';
import { requireStream } from '../table/table-requirements';
import { invalidProp, requireInteger, requireSeconds, requireTokenUnit } from '../validation/prop-validation';

/** What every consumer of a platform shares. */
export interface ConsumptionSetting {
  readonly table: ITable;
  readonly tableKey?: IKey;
  readonly encryptionKey: IKey;
  /** What the platform was given, which may be in other stacks. */
  readonly brought: IConstruct[];
  readonly removalPolicy: RemovalPolicy;
  readonly alarmPeriod: Duration;
  readonly alarmActions: AlarmActions;
}

/**
 * Connects a consumer to the table's stream, with a dead-letter queue and the alarm on it.
 *
 * @internal
 */
export function createOrderConsumption(
  scope: Construct, names: PhysicalNames, setting: ConsumptionSetting, consumer: OrderConsumer, options: OrderConsumerOptions,
): OrderConsumption {
  const name = names.deadLetterAlarm(scope, scope.node.id);
  const streamArn = requireStream(scope, setting.table);
  validate(scope, options, consumer._maximumBatchSize);
  warnOfThrottling(scope, setting.table);
  const deadLetterQueue = new Queue(scope, 'DeadLetterQueue', {
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: setting.encryptionKey,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    removalPolicy: setting.removalPolicy,
  });
  acknowledgeFinding(deadLetterQueue, 'The queue is itself the dead-letter queue of a stream consumer.', 'AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy');
  const { tableKey, encryptionKey: queueKey } = setting;
  consumer._bind(scope, {
    streamArn,
    platformName: names.prefix,
    deadLetterQueue,
    options,
    brought: setting.brought,
    grantTo: grantee => grantFeed(scope, grantee, { streamArn, tableKey, deadLetterQueue, queueKey }),
  });
  const deadLetterAgeAlarm = createThresholdAlarm(scope, names, {
    prop: 'deadLetterAge',
    name,
    description: `Orders wait in the dead-letter queue of ${scope.node.id}`,
    metric: deadLetterQueue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM }),
    threshold: (options.deadLetterAge?.threshold ?? Duration.minutes(1)).toSeconds(),
    options: options.deadLetterAge,
  }, setting.alarmPeriod, setting.alarmActions);
  return { deadLetterQueue, deadLetterAgeAlarm };
}

/**
 * Refuses the id of a consumer that another one or a part of the platform has.
 *
 * @internal
 */
export function requireFreeId(platform: Construct, id: string): void {
  if (platform.node.tryFindChild(id)) throw invalidProp(platform, 'id', 'must be one that no other consumer and no part of the platform has', id);
}

/** Readers of a table's stream, of whichever platform. */
const readers = new WeakMap<ITable, number>();

function warnOfThrottling(scope: Construct, table: ITable): void {
  const count = (readers.get(table) ?? 0) + 1;
  readers.set(table, count);
  if (count > 2) {
    Annotations.of(scope).addWarningV2('cdk-order-processing-platform:streamReaders',
      `The stream of \`ordersTable\` serves two consumers, and may throttle all of them when there are more; this is number ${count}: ` +
      'add one event bus by `OrderConsumer.fromEventBus`, with a rule for each who wants the orders');
  }
}

function validate(scope: Construct, { batchSize, retryAttempts, maxRecordAge, deadLetterAge }: OrderConsumerOptions, maximumBatchSize: number): void {
  requireInteger(scope, 'batchSize', batchSize, 1, maximumBatchSize, 'orders');
  requireInteger(scope, 'retryAttempts', retryAttempts, 0, 10_000);
  requireSeconds(scope, 'maxRecordAge', maxRecordAge, 60, 86_400);
  requireTokenUnit(scope, 'deadLetterAge.threshold', deadLetterAge?.threshold, 'seconds');
}
