import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { refuseOtherAccount } from './table/orders-table';

/**
 * What grants are about.
 *
 * @internal
 */
export interface GrantedResources {
  readonly platform: IConstruct;
  readonly ordersTable: ITable;
  /** Whether the table's policy denies other accounts, as that of a table does which the platform has made. */
  readonly deniesOtherAccounts: boolean;
  /** Lets an identity call the one route. */
  readonly placeOrders: (grantee: IGrantable) => Grant;
}

/**
 * Permissions on an order processing platform.
 *
 * @example
 * declare const orders: OrderProcessingPlatform;
 * declare const support: iam.Role;
 * orders.grants.readOrders(support);
 */
export class OrderProcessingPlatformGrants {
  /** @internal */
  public static _of(resources: GrantedResources): OrderProcessingPlatformGrants {
    return new OrderProcessingPlatformGrants(resources);
  }

  private constructor(private readonly resources: GrantedResources) {}

  /**
   * Lets an identity place orders when the API's authorizer is `HttpIamAuthorizer`.
   *
   * @param grantee who may call `POST /orders`
   * @throws if the authorizer is another one, since then this permission would mean nothing, or if a platform was imported without `apiId`
   */
  public placeOrders(grantee: IGrantable): Grant {
    return this.resources.placeOrders(grantee);
  }

  /**
   * Lets an identity of this account read orders, and decrypt with the table's key. The policy of the table that the platform creates
   * denies all other accounts; a table that was brought lets in whom its own policy does.
   *
   * @param grantee who may read the table
   * @throws if the grantee is of another account, which the table's policy denies
   */
  public readOrders(grantee: IGrantable): Grant {
    const { platform, ordersTable, deniesOtherAccounts } = this.resources;
    if (deniesOtherAccounts) refuseOtherAccount(platform, ordersTable, grantee);
    return ordersTable.grantReadData(grantee);
  }
}
