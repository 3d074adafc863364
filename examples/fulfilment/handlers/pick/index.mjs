import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const { PICKS_TABLE } = process.env;
const client = new DynamoDBClient({});

/**
 * Lists what is to be picked for an order, once: an order is delivered at least once, with the same id each time. The write itself tells a
 * repetition, so that nothing lies between looking and doing. What throws is repeated, and ends in the consumer's dead-letter queue.
 *
 * @param {import('cdk-order-processing-platform/order-event').OrderPlaced} event
 */
export const handler = async ({ id, time, data: { items } }) => {
  try {
    await client.send(new PutItemCommand({
      TableName: PICKS_TABLE,
      Item: {
        orderId: { S: id },
        orderedAt: { S: time },
        picks: { L: items.map(({ sku, quantity }) => ({ M: { sku: { S: sku }, quantity: { N: String(quantity) } } })) },
      },
      ConditionExpression: 'attribute_not_exists(orderId)',
    }));
    console.log(JSON.stringify({ message: 'to be picked', orderId: id }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
    console.log(JSON.stringify({ message: 'was to be picked already', orderId: id }));
  }
};
