import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { createDeadLetterQueue } from './dead-letter-queue';
import { allowDeliveryEncryption, createOrderArchive, createOrderBus, orderBusArn } from './order-bus';
import { OrderDelivery } from './order-delivery-options';
import { createRelayFunction, createStreamMapping } from './order-relay';
import { createRelayRole } from './relay-role';
import { allowLogEncryption } from '../encryption/encryption-key';
import { RELAY_ALARMS, RelayAlarm } from '../monitoring/alarms/relay-alarms';
import { createLogGroup } from '../monitoring/log-group';
import { AlarmSetting, createOrderAlarm } from '../monitoring/order-alarm';
import { PhysicalNames } from '../naming/physical-names';
import { OrderProcessingPlatformProps } from '../order-processing-platform-props';
import { EnvironmentPreset } from '../presets/environment-preset';
import { streamOfNewOrders } from '../table/table-requirements';
import { validateProps } from '../validation/validate-props';

/** What all delivery of a platform shares. */
export interface DeliveryInputs {
  readonly names: PhysicalNames;
  readonly table: ITable;
  readonly tableKey?: IKey;
  readonly encryptionKey: IKey;
  readonly removalPolicy: RemovalPolicy;
  readonly preset: EnvironmentPreset;
  readonly alarmSetting: AlarmSetting;
  readonly props: OrderProcessingPlatformProps;
}

/** Id in the platform, also before it is made. */
export const DELIVERY_ID = 'OrderDelivery';

/** Promised by the docstring. */
const ARCHIVE_RETENTION = Duration.days(14);

/**
 * Creates what carries orders from the table's stream to the bus: stream → relay → bus.
 *
 * @internal
 */
export function createOrderDelivery(platform: Construct, inputs: DeliveryInputs): OrderDelivery {
  const { names, table, tableKey, encryptionKey, removalPolicy, preset, alarmSetting, props } = inputs;
  const { functionOptions = {}, alarmOptions = {} } = props;
  validateProps(platform, table, [one => [streamOfNewOrders(one)]]);
  const streamArn = table.tableStreamArn!;
  const retention = props.deliveryOptions?.archiveRetention ?? ARCHIVE_RETENTION;
  const scope = new Construct(platform, DELIVERY_ID);
  allowDeliveryEncryption(platform, names, encryptionKey);
  allowLogEncryption(platform, encryptionKey, [names.relayLogGroup], 'AllowRelayLogEncryption');

  const failureQueue = createDeadLetterQueue(scope, 'FailureQueue', { encryptionKey, removalPolicy, sourceArn: orderBusArn(platform, names) });
  const orderBus = createOrderBus(scope, { names, encryptionKey, deadLetterQueue: failureQueue });
  const orderArchive = createOrderArchive(scope, { names, bus: orderBus, encryptionKey, retention });
  const relayLogGroup = createLogGroup(scope, 'RelayLogGroup', {
    logGroupName: names.relayLogGroup, encryptionKey, retention: functionOptions.logRetention ?? preset.functionLogRetention, removalPolicy,
  });
  const relayRole = createRelayRole(scope, {
    names, table, streamArn, tableKey, bus: orderBus, failureQueue, encryptionKey, logGroup: relayLogGroup,
  });
  const relayFunction = createRelayFunction(scope, {
    names, role: relayRole, logGroup: relayLogGroup, encryptionKey, bus: orderBus, preset, functionOptions,
  });
  const streamMapping = createStreamMapping(scope, { relay: relayFunction, streamArn, failureQueue });
  const watched = { platformName: names.prefix, relayFunction, failureQueue };
  const alarm = (option: RelayAlarm) => createOrderAlarm(scope, {
    ...alarmSetting, option, entry: RELAY_ALARMS[option], watched, options: alarmOptions[option],
  });
  return {
    orderBus,
    orderArchive,
    relayFunction,
    relayRole,
    relayLogGroup,
    streamMapping,
    failureQueue,
    relayLagAlarm: alarm('relayLag'),
    relayStoppedAlarm: alarm('relayStopped'),
    relayFailuresAlarm: alarm('relayFailures'),
  };
}
