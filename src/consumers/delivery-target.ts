import { IResource } from 'aws-cdk-lib';
import { RuleTargetConfig } from 'aws-cdk-lib/aws-events';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct, IConstruct } from 'constructs';
import { OrderConsumerOptions } from './order-consumer-options';
import { Verdict } from '../validation/validate-props';

/**
 * What a target is joined to.
 *
 * @internal
 */
export interface DeliveryBinding {
  /** The consumer, to which errors and warnings belong. */
  readonly consumer: Construct;
  /** Scope of what joins: in the target's stack or the platform's. */
  readonly scope: Construct;
  /** In text that refers to no resource: a policy that names it can stand in any stack. */
  readonly ruleArn: string;
  readonly deadLetterQueue: Queue;
  /** The platform's key, which rules of the bus may use for queues already. */
  readonly encryptionKey: IKey;
  readonly options: OrderConsumerOptions;
}

/**
 * Where a consumer's orders go.
 *
 * @internal
 */
export interface DeliveryTarget {
  /** The resource, whose stack the rule is made in if it can be. */
  readonly resource?: IResource;
  /** Name of the function that Lambda may have to drop an order of. */
  readonly functionName?: string;
  /** What would keep orders from being delivered to it. */
  rules(platform: IConstruct): readonly Verdict[];
  /** Lets the rule deliver, and tells it where to. */
  bind(binding: DeliveryBinding): RuleTargetConfig;
}
