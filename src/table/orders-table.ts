import { Annotations, ArnFormat, Aws, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ITable, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, IGrantable, IPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { OrdersTableOptions } from './orders-table-options';
import { acknowledgeFinding } from '../compliance/acknowledged-finding';
import { PhysicalNames } from '../naming/physical-names';
import { EnvironmentPreset } from '../presets/environment-preset';
import { invalidProp } from '../validation/invalid-props-error';

/** What the orders table is made of. */
export interface OrdersTableInputs {
  readonly names: PhysicalNames;
  readonly encryptionKey: IKey;
  readonly preset: EnvironmentPreset;
  readonly removalPolicy: RemovalPolicy;
  readonly options?: OrdersTableOptions;
}

/**
 * Creates the orders table.
 *
 * @internal
 */
export function createOrdersTable(scope: Construct, inputs: OrdersTableInputs): Table {
  const { names, encryptionKey, preset, removalPolicy, options = {} } = inputs;
  warnOfProtectedTable(scope, inputs);
  const table = new Table(scope, 'OrdersTable', {
    tableName: names.table,
    partitionKey: { name: 'orderId', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    warmThroughput: options.warmThroughput,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    contributorInsightsSpecification: { enabled: true, mode: options.contributorInsightsMode ?? preset.contributorInsightsMode },
    deletionProtection: options.deletionProtection ?? preset.deletionProtection,
    // A stream that nobody reads costs nothing, and switching it on later changes the table.
    stream: StreamViewType.NEW_IMAGE,
    resourcePolicy: tablePolicy(scope, names.table),
    removalPolicy,
  });
  acknowledgeFinding(table,
    'Point-in-time recovery restores any second of the last 35 days. A backup plan belongs to the account and picks the table by its tags.',
    'NIST.800.53.R5-DynamoDBInBackupPlan', 'HIPAA.Security-DynamoDBInBackupPlan');
  return table;
}

/** The preset's protection outlasts a removal policy that was chosen against it. */
function warnOfProtectedTable(scope: Construct, { preset, removalPolicy, options }: OrdersTableInputs): void {
  if (removalPolicy === RemovalPolicy.DESTROY && options?.deletionProtection === undefined && preset.deletionProtection) {
    Annotations.of(scope).addWarningV2('cdk-order-processing-platform:deletionProtection',
      '`removalPolicy` is DESTROY, but the environment protects the table: deleting the stack will fail until `tableOptions.deletionProtection` is false');
  }
}

/** Nobody outside this account and nothing without TLS, whatever an IAM policy says. */
function tablePolicy(scope: Construct, tableName: string): PolicyDocument {
  // Written from the name: the table's own ARN in its own policy would be a circular reference.
  const tableArn = Stack.of(scope).formatArn({ service: 'dynamodb', resource: 'table', resourceName: tableName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  const deny = { effect: Effect.DENY, principals: [new AnyPrincipal()], actions: ['dynamodb:*'], resources: [tableArn] };
  return new PolicyDocument({
    statements: [
      new PolicyStatement({ ...deny, sid: 'DenyInsecureTransport', conditions: { Bool: { 'aws:SecureTransport': 'false' } } }),
      new PolicyStatement({
        ...deny,
        sid: 'DenyOtherAccounts',
        conditions: {
          StringNotEquals: { 'aws:PrincipalAccount': Aws.ACCOUNT_ID },
          Bool: { 'aws:PrincipalIsAWSService': 'false' },
        },
      }),
    ],
  });
}

/**
 * Refuses a grant that the table's own policy would take back.
 *
 * @internal
 */
export function refuseOtherAccount(scope: Construct, table: ITable, { grantPrincipal }: IGrantable): void {
  const account = grantPrincipal.principalAccount ?? accountOfArn(grantPrincipal);
  if (account === undefined || Token.isUnresolved(account) || Token.isUnresolved(table.env.account) || account === table.env.account) return;
  throw invalidProp(scope, 'grantee', `must be of the table's account ${table.env.account}: the table's policy denies all others. ` +
    'Bring a table whose policy lets it in, or a role of this account that it may assume', account);
}

/** An ARN has its account in the fifth place, also if other parts of it are tokens. */
function accountOfArn(principal: IPrincipal & { readonly arn?: string }): string | undefined {
  return principal.arn?.split(':')[4];
}
