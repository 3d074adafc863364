import { Aws } from 'aws-cdk-lib';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { IEventBus } from 'aws-cdk-lib/aws-events';
import { PrincipalWithConditions, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, FilterRule, IFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { OrderConsumerOptions } from './order-consumer-options';

/**
 * Where a consumer gets its orders from, and where those go that it could not take.
 *
 * @internal
 */
export interface OrderFeed {
  readonly table: ITable;
  readonly platformName: string;
  readonly deadLetterQueue: IQueue;
  readonly options: OrderConsumerOptions;
}

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
   * @param handler the function; it is allowed to read the stream
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
    return new PipeConsumer(queue.queueArn, {
      sqsQueueParameters: queue.fifo ? { messageGroupId: ORDER_ID_PATH, messageDeduplicationId: ORDER_ID_PATH } : undefined,
    }, role => queue.grantSendMessages(role));
  }

  /**
   * An event bus that gets one event an order, of detail type `OrderPlaced` and source `<projectName>-<environmentSuffix>.orders`.
   *
   * @param eventBus the bus
   */
  public static fromEventBus(eventBus: IEventBus): OrderConsumer {
    return new PipeConsumer(eventBus.eventBusArn, undefined, role => eventBus.grantPutEventsTo(role));
  }

  /** @internal */
  public abstract _bind(scope: Construct, feed: OrderFeed): void;
}

const ORDER_ID_PATH = '$.dynamodb.Keys.orderId.S';
const NEW_ORDERS = { eventName: ['INSERT'] };

class FunctionConsumer extends OrderConsumer {
  constructor(private readonly handler: IFunction) {
    super();
  }

  public _bind(_scope: Construct, { table, deadLetterQueue, options }: OrderFeed): void {
    this.handler.addEventSource(new DynamoEventSource(table, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: options.batchSize ?? DEFAULTS.batchSize,
      retryAttempts: options.retryAttempts ?? DEFAULTS.retryAttempts,
      maxRecordAge: options.maxRecordAge,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      filters: [FilterCriteria.filter({ eventName: FilterRule.isEqual(NEW_ORDERS.eventName[0]) })],
      onFailure: new SqsDlq(deadLetterQueue),
    }));
  }
}

class PipeConsumer extends OrderConsumer {
  constructor(
    private readonly targetArn: string,
    private readonly targetParameters: CfnPipe.PipeTargetParametersProperty | undefined,
    private readonly grantTarget: (role: Role) => void,
  ) {
    super();
  }

  public _bind(scope: Construct, { table, platformName, deadLetterQueue, options }: OrderFeed): void {
    const role = new Role(scope, 'PipeRole', {
      description: `Carries new orders of ${platformName} to their consumer`,
      assumedBy: new PrincipalWithConditions(new ServicePrincipal('pipes.amazonaws.com'), { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } }),
    });
    table.grantStreamRead(role);
    deadLetterQueue.grantSendMessages(role);
    this.grantTarget(role);
    const pipe = new CfnPipe(scope, 'Pipe', {
      description: `New orders of ${platformName}`,
      roleArn: role.roleArn,
      source: table.tableStreamArn!,
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
    pipe.node.addDependency(role);
  }
}
