import { DescribeEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';

/** Tells when delivery began, in milliseconds. */
export type DeliveryStart = () => Promise<number>;

/**
 * Delivery begins with the bus. The stream is older: it holds the orders of the day before the first consumer was added, for which nobody
 * has asked. Starting at the stream's end instead would lose the orders of the minutes that a mapping takes to become active.
 *
 * Asked once in the function's life; a failure is not kept.
 */
export function deliveryStart(client: EventBridgeClient, eventBusName: string): DeliveryStart {
  let start: number | undefined;
  return async () => {
    if (start === undefined) {
      const { CreationTime } = await client.send(new DescribeEventBusCommand({ Name: eventBusName }));
      // The stream tells whole seconds.
      start = Math.floor((CreationTime?.getTime() ?? 0) / 1000) * 1000;
    }
    return start;
  };
}
