/**
 * How a queue takes orders.
 */
export interface QueueConsumerOptions {
  /**
   * Message group of every order in a FIFO queue, 1 to 128 characters. There is one: EventBridge takes no other for each event. A FIFO queue
   * hands out the messages of a group one after the other.
   *
   * @default orders
   */
  readonly messageGroupId?: string;
}
