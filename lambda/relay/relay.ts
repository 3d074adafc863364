import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { deliveryStart } from './delivery-start';
import { createEventBridgeClient } from './eventbridge-client';
import { orderEvent } from './order-event';
import { publish, PublishError } from './publish';
import { writeRelayLog } from './relay-log';
import type { RelaySettings } from './settings';
import { arrivalOf, newOrder } from './stream-record';

export type Relay = (event: DynamoDBStreamEvent, context: Pick<Context, 'awsRequestId'>) => Promise<DynamoDBBatchResponse>;

/** The handler: stream → events → bus. */
export function createRelay(settings: RelaySettings): Relay {
  const client = createEventBridgeClient();
  const startOf = deliveryStart(client, settings.eventBusName);
  return async ({ Records }, { awsRequestId }) => {
    const log = { requestId: awsRequestId, records: Records.length };
    try {
      const start = await startOf();
      const orders = Records.filter((record) => arrivalOf(record) >= start).flatMap(toOrder);
      try {
        await publish(client, orders.map(({ order }) => orderEvent(order, settings)));
      } catch (error) {
        if (!(error instanceof PublishError) || error.published === 0) throw error;
        // Lambda repeats from this record on.
        const failed = orders[error.published];
        writeRelayLog(settings, 'ERROR', 'Orders partly published', { ...log, published: error.published, orderId: failed.order.orderId }, error);
        return { batchItemFailures: [{ itemIdentifier: failed.record.dynamodb!.SequenceNumber! }] };
      }
      writeRelayLog(settings, 'INFO', 'Orders published', { ...log, published: orders.length });
      return { batchItemFailures: [] };
    } catch (error) {
      writeRelayLog(settings, 'ERROR', 'Orders not published', { ...log, published: 0 }, error as Error);
      // Nothing was published: as an error of the function it is counted, and Lambda repeats the whole batch.
      throw new Error('No order was published; the line before tells why');
    }
  };
}

function toOrder(record: DynamoDBRecord) {
  const order = newOrder(record);
  return order === undefined ? [] : [{ record, order }];
}
