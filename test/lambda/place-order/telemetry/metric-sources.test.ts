import { handlerOn } from '../../../support/api-client';
import { ApiRequest } from '../../../support/api-event';
import { Fault, startFaultyDynamoDb } from '../../../support/faulty-dynamodb';
import { METRIC_SOURCES } from '../../../support/metric-dimensions';
import { SMALL_ORDER } from '../../../support/order-arbitrary';

test('alarms and dashboard may watch the business metrics that the handler writes, with their dimensions, and no others', async () => {
  const dynamoDb = await startFaultyDynamoDb();
  const post = handlerOn(dynamoDb.endpoint, 'orders');
  const order: ApiRequest = { body: JSON.stringify(SMALL_ORDER), headers: { 'idempotency-key': 'k' } };
  dynamoDb.next('store');
  const records = [(await post(order)).record];
  const replay: Fault = { status: 400, error: 'ConditionalCheckFailedException', item: dynamoDb.attempts[0].body.Item };
  for (const fault of [replay, { status: 400, error: 'ResourceNotFoundException' }]) {
    dynamoDb.next(fault);
    records.push((await post(order)).record);
  }
  records.push((await post({ body: '{}' })).record);
  await dynamoDb.stop();

  const written: Record<string, Record<string, string[][]>> = {};
  for (const { Namespace, Dimensions, Metrics } of records.flatMap(({ _aws }) => _aws.CloudWatchMetrics)) {
    for (const { Name } of Metrics) (written[Namespace] ??= {})[Name] = Dimensions.map((names: string[]) => [...names].sort());
  }
  expect(written).toEqual({ OrderProcessingPlatform: METRIC_SOURCES.OrderProcessingPlatform.metrics });
});
