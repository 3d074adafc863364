import { CfnOutput, Fn } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** The values that other stacks may import. */
export interface PlatformOutputs {
  readonly apiUrl: string;
  readonly tableName: string;
  readonly functionArn: string;
  readonly keyId: string;
}

/**
 * Creates the four outputs with their exports. Their ids are the contract, so they are written out, not derived from the construct's path.
 *
 * @internal
 */
export function createOutputs(scope: Construct, outputPrefix: string, { apiUrl, tableName, functionArn, keyId }: PlatformOutputs): void {
  const output = (name: string, description: string, value: string) => {
    const id = `${outputPrefix}${name}`;
    new CfnOutput(scope, name, { value, description, exportName: Fn.sub(`\${AWS::StackName}-${id}`) }).overrideLogicalId(id);
  };
  output('APIGatewayURL', 'HTTP API endpoint URL', apiUrl);
  output('DynamoDBTableName', 'Orders table name', tableName);
  output('LambdaFunctionArn', 'Lambda function ARN', functionArn);
  output('KMSKeyId', 'KMS key identifier', keyId);
}
