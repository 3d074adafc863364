import { IRuleTarget, RuleTargetConfig, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { EventBus as EventBusTarget } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { DeliveryBinding, DeliveryTarget } from './delivery-target';
import { CLOUD_EVENT_PATH } from './order-pattern';
import { invalidProp } from '../validation/prop-validation';

/** @internal */
export class ForeignTarget implements DeliveryTarget {
  constructor(private readonly target: IRuleTarget) {}

  public validate(consumer: Construct): void {
    if (this.target instanceof EventBusTarget) {
      throw invalidProp(consumer, 'target', 'must not be an event bus: use `OrderConsumer.fromEventBus`');
    }
  }

  public bind({ consumer, rule }: DeliveryBinding): RuleTargetConfig {
    const config = this.target.bind(rule, 'Target');
    if (config.deadLetterConfig || config.retryPolicy) {
      throw invalidProp(consumer, 'target', 'must have no `deadLetterQueue`, `retryAttempts` and `maxEventAge` of its own: those are the consumer\'s');
    }
    return { ...config, input: config.input ?? RuleTargetInput.fromEventPath(CLOUD_EVENT_PATH) };
  }
}
