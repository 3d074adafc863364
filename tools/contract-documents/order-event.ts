import { ExampleOrder, OrderSchema, PLATFORM_MEMBERS, storedOrder } from './stored-order';
import { OrderEvent } from '../../src/handler-contract/order-event';

const SOURCE = `${OrderEvent.SOURCE_PREFIX}acme-shop-prod-eu`;

/** JSON Schema of the CloudEvents document that consumers get for each stored order. */
export function orderEventSchema({ $schema, required = [], properties }: OrderSchema): Record<string, unknown> {
  return {
    $schema,
    title: 'OrderPlaced',
    description: 'A stored order, as a CloudEvents 1.0 document in JSON. Later versions may add members.',
    type: 'object',
    required: ['specversion', 'id', 'source', 'type', 'subject', 'time', 'datacontenttype', 'data'],
    properties: {
      specversion: { description: 'Version of CloudEvents.', const: '1.0' },
      id: { ...PLATFORM_MEMBERS.orderId, description: 'The order\'s id: the same on every delivery of it, so that a repetition is told by it.' },
      source: { description: 'The platform.', type: 'string', pattern: `^${OrderEvent.SOURCE_PREFIX}.+$` },
      type: { description: 'What happened.', const: OrderEvent.TYPE },
      subject: { ...PLATFORM_MEMBERS.orderId, description: 'The order\'s id.' },
      time: PLATFORM_MEMBERS.createdAt,
      datacontenttype: { description: 'What `data` is.', const: 'application/json' },
      [OrderEvent.RECIPIENT]: { description: 'Id of the consumer, if the event is sent again to it alone.', type: 'string' },
      data: {
        title: 'PlacedOrder',
        description: 'The order as the API answered it.',
        type: 'object',
        required: [...Object.keys(PLATFORM_MEMBERS), ...required],
        properties: { ...PLATFORM_MEMBERS, ...open(properties) },
      },
    },
  };
}

/** An event that keeps the schema. */
export function exampleEvent(order: ExampleOrder): Record<string, unknown> {
  const data = storedOrder(order);
  return {
    specversion: '1.0',
    id: data.orderId,
    source: SOURCE,
    type: OrderEvent.TYPE,
    subject: data.orderId,
    time: data.createdAt,
    datacontenttype: 'application/json',
    data,
  };
}

/** A schema that accepts what later versions add: the intake refuses unknown members, a consumer must not. */
function open<Schema>(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema, (key, value: unknown) => (key === 'additionalProperties' && value === false ? undefined : value)));
}
