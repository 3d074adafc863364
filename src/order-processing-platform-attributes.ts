import { IKey } from 'aws-cdk-lib/aws-kms';

/**
 * What tells an existing platform, for `OrderProcessingPlatform.fromOrderProcessingPlatformAttributes`.
 */
export interface OrderProcessingPlatformAttributes {
  /** `<projectName>-<environmentSuffix>` of the platform. */
  readonly platformName: string;

  /** URL of the API, without a slash at its end: the value of the output `APIGatewayURL`. */
  readonly apiUrl: string;

  /**
   * Id of the HTTP API. Needed for `grants.placeOrders`, of a platform whose authorizer is `HttpIamAuthorizer`.
   *
   * @default - `grants.placeOrders` is an error
   */
  readonly apiId?: string;

  /**
   * Name of the table: the value of the output `DynamoDBTableName`. A table that was brought to the platform has another name than the default.
   *
   * @default '<platformName>-orders'
   */
  readonly tableName?: string;

  /**
   * Key of the table, with which `grants.readOrders` lets decrypt. `Key.fromKeyArn` imports the one that the output `KMSKeyId` names.
   *
   * @default - reading is allowed, but not decrypting
   */
  readonly encryptionKey?: IKey;
}
