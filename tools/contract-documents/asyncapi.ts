import { exampleEvent } from './order-event';
import type { ExampleOrder } from './stored-order';
import { OrderEvent } from '../../src/handler-contract/order-event';

/** AsyncAPI 3.0 document of what consumers get, around the event's schema and an example of an order. */
export function asyncApiDocument({ $schema, ...payload }: Record<string, unknown>, order: ExampleOrder): Record<string, unknown> {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Placed orders',
      version: '1.0.0',
      description: 'Hands each stored order to every consumer, at least once, in no order.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: {
      'order-consumer': {
        title: 'A consumer',
        description: 'What `addOrderConsumer` was given. A queue gets the event as a message\'s body, a function as its payload, an event bus as the '
          + `\`detail\` of an event of detail type \`${OrderEvent.DETAIL_TYPE}\`, any other target as its input.`,
        messages: { orderPlaced: { $ref: '#/components/messages/orderPlaced' } },
      },
    },
    operations: {
      deliverOrder: {
        action: 'send',
        title: 'Deliver an order',
        summary: 'Hands a stored order to a consumer, once or more, with the same `id` each time.',
        channel: { $ref: '#/channels/order-consumer' },
        messages: [{ $ref: '#/channels/order-consumer/messages/orderPlaced' }],
      },
    },
    components: {
      messages: {
        orderPlaced: {
          name: OrderEvent.TYPE,
          title: 'Order placed',
          summary: 'An order was stored.',
          contentType: 'application/json',
          payload: { schemaFormat: `application/schema+json;version=${dialect($schema as string)}`, schema: payload },
          examples: [{ name: 'order', payload: exampleEvent(order) }],
        },
      },
    },
  };
}

/** `2020-12` of `https://json-schema.org/draft/2020-12/schema`. */
function dialect(schema: string): string {
  return schema.split('/').slice(-2)[0];
}
