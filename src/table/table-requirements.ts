import { Stack } from 'aws-cdk-lib';
import { CfnGlobalTable, CfnTable, ITable, StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { resourceOf } from '../validation/brought-resources';
import { Violation } from '../validation/violation';

/**
 * A table that can hold orders, as far as the app shows: of an imported one nothing is known.
 *
 * @internal
 */
export function orderKey(table: ITable | undefined): Violation | undefined {
  const { keySchema, attributeDefinitions } = table ? shownOf(table) : {};
  if (!Array.isArray(keySchema)) return undefined;
  const names = keySchema.map(({ attributeName }) => attributeName);
  const type = attributeDefinitions?.find(({ attributeName }: CfnTable.AttributeDefinitionProperty) => attributeName === 'orderId')?.attributeType;
  if (names.join() === 'orderId' && type === 'S') return undefined;
  return {
    prop: 'ordersTable',
    rule: 'must have `orderId` (String) as its only key attribute',
    got: names.map(name => name === 'orderId' ? `${name} (${type})` : name).join(', '),
  };
}

/**
 * A table with a stream that holds new orders: what carries orders to consumers reads it.
 *
 * @internal
 */
export function streamOfNewOrders(table: ITable): Violation | undefined {
  const rule = 'must have a stream with new images to be consumed';
  if (!table.tableStreamArn) return { prop: 'ordersTable', rule: `${rule}; import it with \`tableStreamArn\`` };
  const type = shownOf(table).streamSpecification?.streamViewType;
  return type === StreamViewType.KEYS_ONLY || type === StreamViewType.OLD_IMAGE ? { prop: 'ordersTable', rule, got: type } : undefined;
}

/** What the template will say of the table. */
function shownOf(table: ITable) {
  const resource = resourceOf<CfnTable | CfnGlobalTable>(table, 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable');
  if (!resource) return {};
  const { keySchema, attributeDefinitions, streamSpecification } = resource;
  return Stack.of(table).resolve({ keySchema, attributeDefinitions, streamSpecification });
}
