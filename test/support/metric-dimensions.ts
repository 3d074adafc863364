/**
 * The sets of dimensions under which a service publishes each metric, as its documentation says. An alarm or a graph on any other set
 * would stay empty for ever.
 */
export interface MetricSource {
  /** Where it is documented. */
  readonly source: string;
  /** Sets of dimension names, sorted. */
  readonly metrics: Record<string, string[][]>;
}

const FUNCTION = [[], ['FunctionName'], ['FunctionName', 'Resource']];
const HTTP_API = [['ApiId'], ['ApiId', 'Stage'], ['ApiId', 'Method', 'Resource', 'Stage']];
/** Of a bus that is not the default one. */
const RULE = [['EventBusName', 'RuleName']];
const TABLE = [['TableName'], ['GlobalSecondaryIndexName', 'TableName']];
const TABLE_OPERATION = [['Operation', 'TableName']];

export const METRIC_SOURCES: Record<string, MetricSource> = {
  'AWS/Lambda': {
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
    metrics: {
      Invocations: FUNCTION,
      Errors: FUNCTION,
      Throttles: FUNCTION,
      Duration: FUNCTION,
      ConcurrentExecutions: FUNCTION,
      IteratorAge: FUNCTION,
      DestinationDeliveryFailures: FUNCTION,
    },
  },
  'AWS/ApiGateway': {
    source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html',
    metrics: { '4xx': HTTP_API, '5xx': HTTP_API, 'Count': HTTP_API, 'Latency': HTTP_API, 'IntegrationLatency': HTTP_API, 'DataProcessed': HTTP_API },
  },
  'AWS/DynamoDB': {
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html',
    metrics: {
      ConsumedWriteCapacityUnits: TABLE,
      WriteThrottleEvents: TABLE,
      SystemErrors: TABLE_OPERATION,
      SuccessfulRequestLatency: TABLE_OPERATION,
      ThrottledRequests: TABLE_OPERATION,
    },
  },
  'AWS/Events': {
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html',
    metrics: { RetryInvocationAttempts: RULE, InvocationsFailedToBeSentToDlq: RULE },
  },
  'AWS/SQS': {
    source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html',
    metrics: { ApproximateNumberOfMessagesVisible: [['QueueName']] },
  },
  'OrderProcessingPlatform': {
    source: 'lambda/place-order/telemetry',
    metrics: {
      OrdersPlaced: [['Platform']],
      OrderItems: [['Platform']],
      OrderValue: [['Currency', 'Platform']],
      OrdersRejected: [['Platform'], ['Platform', 'Reason']],
      OrdersReplayed: [['Platform']],
      WriteLatency: [['Platform']],
      WriteFailures: [['Platform']],
    },
  },
};
