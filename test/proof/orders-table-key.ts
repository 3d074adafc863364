import { KeyType, ScalarAttributeType } from '@aws-sdk/client-dynamodb';

/** A table with the orders table's key, as an API call makes it. */
export const ORDERS_TABLE_KEY = {
  BillingMode: 'PAY_PER_REQUEST' as const,
  KeySchema: [{ AttributeName: 'orderId', KeyType: KeyType.HASH }],
  AttributeDefinitions: [{ AttributeName: 'orderId', AttributeType: ScalarAttributeType.S }],
};
