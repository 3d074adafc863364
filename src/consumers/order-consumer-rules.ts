import { OrderConsumer } from './order-consumer';
import { OrderConsumerOptions } from './order-consumer-options';
import { DELIVERY_ID, DeliveryInputs } from './order-delivery';
import { orderFilterRules } from './order-pattern';
import { CONSUMER_ALARMS } from '../monitoring/alarms/consumer-alarms';
import { alarmOptionRules } from '../monitoring/order-alarm-rules';
import { ENVIRONMENT_PRESETS } from '../presets/environment-preset';
import { streamOfNewOrders } from '../table/table-requirements';
import { integer, pattern, unless, wholeSeconds } from '../validation/prop-rules';
import { PropRules } from '../validation/validate-props';

/** A consumer that is added to a platform. */
export interface AddedConsumer {
  readonly id: string;
  readonly consumer: OrderConsumer;
  readonly options: OrderConsumerOptions;
  readonly setting: DeliveryInputs;
}

/**
 * Rules of a consumer.
 *
 * @internal
 */
export const orderConsumerRules: PropRules<AddedConsumer> = ({ id, consumer, options, setting }, platform) => [
  unless(!platform.node.tryFindChild(id) && id !== DELIVERY_ID, 'id', 'must be one that no other consumer and no part of the platform has', id),
  // It is the rule's name.
  pattern('id', id, /^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, hyphens and underscores'),
  consumer._target.rules(platform),
  options.filter && orderFilterRules(options.filter, platform),
  integer('retryAttempts', options.retryAttempts, { minimum: 0, maximum: 185 }),
  wholeSeconds('maxEventAge', options.maxEventAge, { minimum: 60, maximum: 86_400 }),
  alarmOptionRules({
    path: '',
    entries: CONSUMER_ALARMS,
    options,
    limits: setting.alarmSetting.limits,
    presetPeriod: ENVIRONMENT_PRESETS[setting.alarmSetting.environment].alarmPeriod,
  }),
  streamOfNewOrders(setting.table),
];
