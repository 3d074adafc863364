import { Stack } from 'aws-cdk-lib';
import { CfnGlobalTable, CfnTable, ITable, StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { invalidProp } from '../validation/prop-validation';

/**
 * Refuses a table that can't hold orders, as far as the app shows: of an imported one nothing is known.
 *
 * @internal
 */
export function requireOrderKey(scope: Construct, table: ITable): void {
  const { keySchema, attributeDefinitions } = shownOf(table);
  if (!Array.isArray(keySchema)) return;
  const names = keySchema.map(({ attributeName }) => attributeName);
  const type = attributeDefinitions?.find(({ attributeName }: CfnTable.AttributeDefinitionProperty) => attributeName === 'orderId')?.attributeType;
  if (names.join() !== 'orderId' || type !== 'S') {
    throw invalidProp(scope, 'ordersTable', 'must have `orderId` (String) as its only key attribute',
      names.map(name => name === 'orderId' ? `${name} (${type})` : name).join(', '));
  }
}

/**
 * The stream of a table, which has to hold new orders.
 *
 * @internal
 */
export function requireStream(scope: Construct, table: ITable): string {
  const type = shownOf(table).streamSpecification?.streamViewType;
  if (!table.tableStreamArn) {
    throw invalidProp(scope, 'ordersTable', 'must have a stream with new images to be consumed; import it with `tableStreamArn`');
  }
  if (type === StreamViewType.KEYS_ONLY || type === StreamViewType.OLD_IMAGE) {
    throw invalidProp(scope, 'ordersTable', 'must have a stream with new images to be consumed', type);
  }
  return table.tableStreamArn;
}

/** What the template will say of the table. */
function shownOf(table: ITable) {
  const resource = table.node.defaultChild;
  if (!(resource instanceof CfnTable || resource instanceof CfnGlobalTable)) return {};
  const { keySchema, attributeDefinitions, streamSpecification } = resource;
  return Stack.of(table).resolve({ keySchema, attributeDefinitions, streamSpecification });
}
