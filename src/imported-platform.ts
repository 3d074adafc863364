import { Stack } from 'aws-cdk-lib';
import { ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ORDERS_PATH } from './api/order-api';
import { PhysicalNames } from './naming/physical-names';
import { OrderProcessingPlatformAttributes } from './order-processing-platform-attributes';
import { OrderProcessingPlatformBase } from './order-processing-platform-base';
import { OrderProcessingPlatformGrants } from './order-processing-platform-grants';
import { invalidProp } from './validation/invalid-props-error';

/**
 * A platform that another app, or another stack by its exports, has deployed.
 *
 * @internal
 */
export class ImportedPlatform extends OrderProcessingPlatformBase {
  public readonly platformName: string;
  public readonly ordersTable: ITable;
  public readonly apiUrl: string;
  public readonly ordersUrl: string;
  public readonly grants: OrderProcessingPlatformGrants;

  constructor(scope: Construct, id: string, { platformName, apiUrl, apiId, tableName, encryptionKey }: OrderProcessingPlatformAttributes) {
    super(scope, id);
    this.platformName = platformName;
    this.apiUrl = apiUrl;
    this.ordersUrl = `${apiUrl}${ORDERS_PATH}`;
    this.ordersTable = Table.fromTableAttributes(this, 'OrdersTable', { tableName: tableName ?? PhysicalNames.tableOf(platformName), encryptionKey });
    this.grants = OrderProcessingPlatformGrants._of({
      platform: this,
      ordersTable: this.ordersTable,
      deniesOtherAccounts: tableName === undefined,
      placeOrders: grantee => this.allowPlacing(grantee, apiId),
    });
  }

  private allowPlacing(grantee: IGrantable, apiId: string | undefined): Grant {
    if (apiId === undefined) throw invalidProp(this, 'apiId', 'must be given to import a platform for `grants.placeOrders`');
    const route = Stack.of(this).formatArn({ service: 'execute-api', resource: apiId, resourceName: `*/POST${ORDERS_PATH}` });
    return Grant.addToPrincipal({ grantee, actions: ['execute-api:Invoke'], resourceArns: [route] });
  }
}
