import { CfnRule, Rule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { consumerScope } from './consumer-placement';
import { createDeadLetterQueue } from './dead-letter-queue';
import { DeliveryTarget } from './delivery-target';
import { orderRuleArn } from './order-bus';
import { CONSUMER_DEFAULTS } from './order-consumer-defaults';
import { OrderConsumerOptions, OrderConsumption } from './order-consumer-options';
import { DeliveryInputs } from './order-delivery';
import { OrderDelivery } from './order-delivery-options';
import { orderPattern } from './order-pattern';
import { CONSUMER_ALARMS, ConsumerAlarm } from '../monitoring/alarms/consumer-alarms';
import { createOrderAlarm } from '../monitoring/order-alarm';

/** What a consumer is joined to the bus by. */
export interface OrderConsumptionInputs extends DeliveryInputs {
  readonly delivery: OrderDelivery;
  readonly target: DeliveryTarget;
  readonly options: OrderConsumerOptions;
}

/**
 * Connects a consumer to the order bus: a rule with its target, retry policy and dead-letter queue, and the alarms on them.
 *
 * @internal
 */
export function createOrderConsumption(consumer: Construct, inputs: OrderConsumptionInputs): OrderConsumption {
  const { names, delivery, target, options, encryptionKey, removalPolicy, alarmSetting, props } = inputs;
  const { id } = consumer.node;
  const { retryAttempts = CONSUMER_DEFAULTS.retryAttempts, maxEventAge = CONSUMER_DEFAULTS.maxEventAge } = options;
  const ruleArn = orderRuleArn(consumer, names, id);
  const deadLetterQueue = createDeadLetterQueue(consumer, 'DeadLetterQueue', { encryptionKey, removalPolicy, sourceArn: ruleArn });
  const scope = target.resource ? consumerScope(consumer, target.resource, props) : consumer;
  const rule = new Rule(scope, 'Rule', {
    eventBus: delivery.orderBus,
    ruleName: id,
    description: `New orders of ${names.prefix} for ${id}`,
    eventPattern: { source: ['replaced below'] },
  });
  // `EventPattern` has no `$or`.
  (rule.node.defaultChild as CfnRule).eventPattern = orderPattern(names.prefix, id, options.filter);
  const config = target.bind({ consumer, scope, ruleArn, deadLetterQueue, encryptionKey, options });
  rule.addTarget({
    bind: () => ({
      ...config,
      deadLetterConfig: { arn: deadLetterQueue.queueArn },
      retryPolicy: { maximumRetryAttempts: retryAttempts, maximumEventAgeInSeconds: maxEventAge.toSeconds() },
    }),
  });
  const watched = { deadLetterQueue, eventBusName: names.orderBus, ruleName: id, functionName: target.functionName };
  const alarm = (option: ConsumerAlarm, where = consumer) => createOrderAlarm(where, {
    ...alarmSetting, option, entry: CONSUMER_ALARMS[option], watched, options: options[option], consumerId: id,
  });
  return {
    rule,
    deadLetterQueue,
    deadLettersAlarm: alarm('deadLetters'),
    deliveryRetriesAlarm: alarm('deliveryRetries'),
    droppedOrdersAlarm: alarm('droppedOrders'),
    droppedByLambdaAlarm: target.functionName === undefined ? undefined : alarm('droppedByLambda', scope),
  };
}
