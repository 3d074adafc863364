import { Aws, IResource, Names } from 'aws-cdk-lib';
import { IEventBus } from 'aws-cdk-lib/aws-events';
import { Grant, PrincipalWithConditions, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping, FilterCriteria, FilterRule, IFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { consumerScope } from './consumer-placement';
import { OrderFeed } from './order-feed';
import { acknowledgeInlinePolicy } from '../compliance/acknowledged-finding';

const DEFAULTS = { batchSize: 10, retryAttempts: 10 };

/**
 * Something that takes every new order from the table's stream.
 *
 * @example
 * declare const orders: OrderProcessingPlatform;
 * declare const warehouse: sqs.Queue;
 * orders.addOrderConsumer('Warehouse', OrderConsumer.fromQueue(warehouse));
 */
export abstract class OrderConsumer {
  /**
   * A function that is called with batches of stream records. It may answer with `batchItemFailures`.
   *
   * @param handler the function; its role is allowed to read the stream. An imported one needs its role: synthesis warns with the statements otherwise
   */
  public static fromFunction(handler: IFunction): OrderConsumer {
    return new FunctionConsumer(handler);
  }

  /**
   * A queue that gets one message an order: `{"orderId": …, "order": …}` with the item in DynamoDB JSON. A FIFO queue gets
   * the order's id as message group and deduplication id.
   *
   * @param queue the queue
   */
  public static fromQueue(queue: IQueue): OrderConsumer {
    return new PipeConsumer(queue, queue.queueArn, {
      sqsQueueParameters: queue.fifo ? { messageGroupId: ORDER_ID_PATH, messageDeduplicationId: ORDER_ID_PATH } : undefined,
    }, role => queue.grantSendMessages(role));
  }

  /**
   * An event bus that gets one event an order, of detail type `OrderPlaced` and source `<projectName>-<environmentSuffix>.orders`.
   *
   * @param eventBus the bus
   */
  public static fromEventBus(eventBus: IEventBus): OrderConsumer {
    return new PipeConsumer(eventBus, eventBus.eventBusArn, undefined, role => eventBus.grantPutEventsTo(role));
  }

  /**
   * Most orders in one batch.
   *
   * @internal
   */
  public abstract readonly _maximumBatchSize: number;

  /** @internal */
  public abstract _bind(scope: Construct, feed: OrderFeed): void;
}

const ORDER_ID_PATH = '$.dynamodb.Keys.orderId.S';
const NEW_ORDERS = { eventName: ['INSERT'] };

class FunctionConsumer extends OrderConsumer {
  public readonly _maximumBatchSize = 10_000;

  constructor(private readonly handler: IFunction) {
    super();
  }

  public _bind(scope: Construct, { streamArn, deadLetterQueue, options, grantTo }: OrderFeed): void {
    const permission = grantTo(this.handler);
    const { maxRecordAge } = options;
    // Beside the function: one in another stack that reads this one's stream must not be referred to from here.
    const mapping = this.handler.addEventSourceMapping(Names.nodeUniqueId(scope.node), {
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: options.batchSize ?? DEFAULTS.batchSize,
      retryAttempts: options.retryAttempts ?? DEFAULTS.retryAttempts,
      maxRecordAge: maxRecordAge?.isUnresolved() ? undefined : maxRecordAge,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      filters: [FilterCriteria.filter({ eventName: FilterRule.isEqual(NEW_ORDERS.eventName[0]) })],
      onFailure: withoutGrant(deadLetterQueue),
    });
    // `EventSourceMapping` takes no token.
    if (maxRecordAge?.isUnresolved()) (mapping.node.defaultChild as CfnEventSourceMapping).maximumRecordAgeInSeconds = maxRecordAge.toSeconds();
    // Lambda checks at creation that the function's role may read the stream.
    permission.applyBefore(mapping);
  }
}

/** `SqsDlq` would grant every use of the key. */
function withoutGrant(queue: IQueue) {
  return { bind: () => ({ destination: queue.queueArn }) };
}

class PipeConsumer extends OrderConsumer {
  // What one call to a queue or an event bus takes.
  public readonly _maximumBatchSize = 10;

  constructor(
    private readonly target: IResource,
    private readonly targetArn: string,
    private readonly targetParameters: CfnPipe.PipeTargetParametersProperty | undefined,
    private readonly grantTarget: (role: Role) => Grant,
  ) {
    super();
  }

  public _bind(consumption: Construct, { streamArn, platformName, deadLetterQueue, options, grantTo, brought }: OrderFeed): void {
    const scope = consumerScope(consumption, this.target, brought);
    const role = new Role(scope, 'PipeRole', {
      description: `Carries new orders of ${platformName} to their consumer`,
      assumedBy: new PrincipalWithConditions(new ServicePrincipal('pipes.amazonaws.com'), { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } }),
    });
    acknowledgeInlinePolicy(role);
    const pipe = new CfnPipe(scope, 'Pipe', {
      description: `New orders of ${platformName}`,
      roleArn: role.roleArn,
      source: streamArn,
      sourceParameters: {
        filterCriteria: { filters: [{ pattern: JSON.stringify(NEW_ORDERS) }] },
        dynamoDbStreamParameters: {
          startingPosition: StartingPosition.TRIM_HORIZON,
          batchSize: options.batchSize ?? DEFAULTS.batchSize,
          maximumRetryAttempts: options.retryAttempts ?? DEFAULTS.retryAttempts,
          maximumRecordAgeInSeconds: options.maxRecordAge?.toSeconds(),
          onPartialBatchItemFailure: 'AUTOMATIC_BISECT',
          deadLetterConfig: { arn: deadLetterQueue.queueArn },
        },
      },
      target: this.targetArn,
      targetParameters: {
        inputTemplate: `{"orderId": <${ORDER_ID_PATH}>, "order": <$.dynamodb.NewImage>}`,
        ...this.targetParameters ?? { eventBridgeEventBusParameters: { source: `${platformName}.orders`, detailType: 'OrderPlaced' } },
      },
    });
    // A pipe checks at creation that its role may do all of it.
    for (const permission of [grantTo(role), this.grantTarget(role)]) permission.applyBefore(pipe);
  }
}
