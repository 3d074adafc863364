import { IRuleTarget, Rule, RuleTargetConfig, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { DeliveryBinding, DeliveryTarget } from './delivery-target';
import { CLOUD_EVENT_PATH } from './order-pattern';
import { invalidProp } from '../validation/invalid-props-error';
import { unless } from '../validation/prop-rules';
import { Verdict } from '../validation/validate-props';

const RUNTIME_TYPE: unique symbol = Symbol.for('jsii.rtti');

/** @internal */
export class ForeignTarget implements DeliveryTarget {
  constructor(private readonly target: IRuleTarget) {}

  public rules(): readonly Verdict[] {
    return [unless(nameOf(this.target) !== 'aws-cdk-lib.aws_events_targets.EventBus', 'target', 'must not be an event bus: use `OrderConsumer.fromEventBus`')];
  }

  public bind({ consumer, ruleArn }: DeliveryBinding): RuleTargetConfig {
    // With the rule itself, the policy of a target in another stack would refer to the rule, which refers to the target.
    const config = this.target.bind(Rule.fromEventRuleArn(consumer, 'TargetRule', ruleArn), 'Target');
    if (config.deadLetterConfig || config.retryPolicy) {
      throw invalidProp(consumer, 'target', 'must have no `deadLetterQueue`, `retryAttempts` and `maxEventAge` of its own: those are the consumer\'s');
    }
    return { ...config, input: config.input ?? RuleTargetInput.fromEventPath(CLOUD_EVENT_PATH) };
  }
}

/** What jsii calls the class of an object, in whichever copy of `aws-cdk-lib`. */
function nameOf(target: IRuleTarget): string | undefined {
  const { [RUNTIME_TYPE]: type } = target.constructor as { [RUNTIME_TYPE]?: { readonly fqn: string } };
  return type?.fqn;
}
