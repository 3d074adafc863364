import { CfnOutput, Fn } from 'aws-cdk-lib';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

/** The values that other stacks may import, and what stands before their names. */
export interface PlatformOutputInputs {
  readonly outputPrefix: string;
  readonly apiUrl: string;
  readonly table: ITable;
  readonly orderFunction: IFunction;
  readonly encryptionKey: IKey;
}

/**
 * Creates the four outputs with their exports. Their ids are the contract, so they are written out, not derived from the construct's path.
 *
 * @internal
 */
export function createOutputs(scope: Construct, { outputPrefix, apiUrl, table, orderFunction, encryptionKey }: PlatformOutputInputs): void {
  const output = (name: string, description: string, value: string) => {
    const id = `${outputPrefix}${name}`;
    new CfnOutput(scope, name, { value, description, exportName: Fn.sub(`\${AWS::StackName}-${id}`) }).overrideLogicalId(id);
  };
  output('APIGatewayURL', 'HTTP API endpoint URL', apiUrl);
  output('DynamoDBTableName', 'Orders table name', table.tableName);
  output('LambdaFunctionArn', 'Lambda function ARN', orderFunction.functionArn);
  output('KMSKeyId', 'KMS key identifier', encryptionKey.keyId);
}
