import { IEventBus, IRuleTarget } from 'aws-cdk-lib/aws-events';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { BusTarget } from './bus-target';
import { DeliveryTarget } from './delivery-target';
import { ForeignTarget } from './foreign-target';
import { FunctionTarget } from './function-target';
import { QueueConsumerOptions } from './queue-consumer-options';
import { QueueTarget } from './queue-target';

/**
 * Somebody who gets every new order: one CloudEvents document an order, at least once, in no order.
 *
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 *
 * @example
 * declare const orders: OrderProcessingPlatform;
 * declare const warehouse: sqs.Queue;
 * orders.addOrderConsumer('Warehouse', OrderConsumer.fromQueue(warehouse));
 */
export class OrderConsumer {
  /**
   * A function that is called with one order's event at a time, asynchronously. What it throws, Lambda repeats twice; then the order goes to
   * the consumer's dead-letter queue.
   *
   * Lambda has one such setting for a function or an alias of it: a function that consumes twice needs an alias for each, and one that was
   * given `onFailure`, `onSuccess`, `retryAttempts` or `maxEventAge` cannot be a consumer itself.
   *
   * @param handler the function or alias. Its role is allowed to write the dead-letter queue. Of an imported one without role, synthesis
   *   warns with the statements
   */
  public static fromFunction(handler: IFunction): OrderConsumer {
    return new OrderConsumer(new FunctionTarget(handler));
  }

  /**
   * A queue that gets one message an order, with the event as its body. Its policy and that of its key are extended; of an imported one,
   * synthesis warns with the statements.
   *
   * @param queue the queue, of the platform's account and region. A FIFO queue must deduplicate by content
   * @param options the message group of a FIFO queue
   */
  public static fromQueue(queue: IQueue, options: QueueConsumerOptions = {}): OrderConsumer {
    return new OrderConsumer(new QueueTarget(queue, options));
  }

  /**
   * An event bus that gets one event an order, of detail type `OrderPlaced` and source `urn:order-processing:<projectName>-<environmentSuffix>`,
   * with the document as its `detail`. A bus of another account needs a policy that lets this one in.
   *
   * @param eventBus the bus
   */
  public static fromEventBus(eventBus: IEventBus): OrderConsumer {
    return new OrderConsumer(new BusTarget(eventBus));
  }

  /**
   * Any other target of EventBridge: a webhook by `ApiDestination`, a state machine, a stream of Firehose. It gets the document as its
   * input, unless it says what else.
   *
   * Its own limits hold: Step Functions and SNS take 256 KB, for example.
   *
   * @param target the target, without dead-letter queue, retry attempts and age of its own: those are the consumer's
   * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_events_targets-readme.html
   */
  public static fromTarget(target: IRuleTarget): OrderConsumer {
    return new OrderConsumer(new ForeignTarget(target));
  }

  /** @internal */
  public readonly _target: DeliveryTarget;

  private constructor(target: DeliveryTarget) {
    this._target = target;
  }
}
