import { Annotations, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct, IConstruct } from 'constructs';
import { OrderConsumer } from './order-consumer';
import { OrderConsumerOptions, OrderConsumption } from './order-consumer-options';
import { grantFeed } from './order-feed';
import { acknowledgeFinding } from '../compliance/acknowledged-finding';
import { CONSUMER_ALARMS } from '../monitoring/alarms/consumer-alarms';
import { AlarmSetting, createOrderAlarm } from '../monitoring/order-alarm';
import { validateAlarmOptions } from '../monitoring/order-alarm-validation';
import { PhysicalNames } from '../naming/physical-names';
import { ENVIRONMENT_PRESETS } from '../presets/environment-preset';
import { requireStream } from '../table/table-requirements';
import { invalidProp, requireInteger, requireSeconds } from '../validation/prop-validation';

/** What every consumer of a platform shares. */
export interface ConsumptionSetting {
  readonly table: ITable;
  readonly tableKey?: IKey;
  readonly encryptionKey: IKey;
  /** What the platform was given, which may be in other stacks. */
  readonly brought: IConstruct[];
  readonly removalPolicy: RemovalPolicy;
  readonly alarmSetting: AlarmSetting;
}

/**
 * Connects a consumer to the table's stream, with a dead-letter queue and the alarm on it.
 *
 * @internal
 */
export function createOrderConsumption(
  scope: Construct, names: PhysicalNames, setting: ConsumptionSetting, consumer: OrderConsumer, options: OrderConsumerOptions,
): OrderConsumption {
  const streamArn = requireStream(scope, setting.table);
  validate(scope, options, consumer._maximumBatchSize);
  const { alarmSetting } = setting;
  validateAlarmOptions(scope, {
    path: '', entries: CONSUMER_ALARMS, options, limits: alarmSetting.limits, presetPeriod: ENVIRONMENT_PRESETS[alarmSetting.environment].alarmPeriod,
  });
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
  const deadLetterAgeAlarm = createOrderAlarm(scope, names, alarmSetting, {
    option: 'deadLetterAge', entry: CONSUMER_ALARMS.deadLetterAge, watched: { deadLetterQueue }, options: options.deadLetterAge, consumerId: scope.node.id,
  });
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

function validate(scope: Construct, { batchSize, retryAttempts, maxRecordAge }: OrderConsumerOptions, maximumBatchSize: number): void {
  requireInteger(scope, 'batchSize', batchSize, 1, maximumBatchSize, 'orders');
  requireInteger(scope, 'retryAttempts', retryAttempts, 0, 10_000);
  requireSeconds(scope, 'maxRecordAge', maxRecordAge, 60, 86_400);
}
