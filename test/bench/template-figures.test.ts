import { Duration, Stack } from 'aws-cdk-lib';
import { ContributorInsightsMode, Table, AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Tracing } from 'aws-cdk-lib/aws-lambda';
import { templateFigures } from '../../bench/template-figures';
import { OrderEnvironment } from '../../src';

test('the settings that a platform was given are read back from its template', () => {
  expect(templateFigures({
    environment: OrderEnvironment.PROD,
    apiOptions: { throttle: { rateLimit: 77, burstLimit: 99 } },
    functionOptions: {
      memorySize: 512, reservedConcurrentExecutions: 40, provisionedConcurrentExecutions: 7, tracing: Tracing.DISABLED, timeout: Duration.seconds(5),
    },
    tableOptions: { warmThroughput: { writeUnitsPerSecond: 9000 }, contributorInsightsMode: ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS },
  })).toMatchObject({
    throttleRateLimit: 77,
    throttleBurstLimit: 99,
    memorySize: 512,
    reservedConcurrentExecutions: 40,
    provisionedConcurrentExecutions: 7,
    tracing: false,
    warmWriteUnits: 9000,
    contributorInsightsMode: 'ACCESSED_AND_THROTTLED_KEYS',
  });
});

test('without a reserve, none is read', () => {
  expect(templateFigures({ functionOptions: { reserveConcurrency: false } }).reservedConcurrentExecutions).toBeUndefined();
});

test('a platform whose table is brought is refused: its settings are unknown here', () => {
  const ordersTable = new Table(new Stack(), 'Orders', { partitionKey: { name: 'orderId', type: AttributeType.STRING } });
  expect(() => templateFigures({ ordersTable: Table.fromTableName(ordersTable.stack, 'Brought', 'orders') }))
    .toThrow('expected one AWS::DynamoDB::Table in the template, got: 0');
});
