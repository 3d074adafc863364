import { Duration } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

// Called with one order's event at a time. examples/fulfilment does each order once, however often it comes.
const HANDLER = `
exports.handler = async ({ id }) => {
  console.log(JSON.stringify({ message: 'to be packed', orderId: id }));
};
`;

/** The function that has orders packed. */
export function createFulfilment(scope: Construct, encryptionKey: IKey): Function {
  return new Function(scope, 'Fulfilment', {
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: 'index.handler',
    code: Code.fromInline(HANDLER),
    timeout: Duration.seconds(30),
    environmentEncryption: encryptionKey,
    logGroup: new LogGroup(scope, 'FulfilmentLogGroup', { retention: RetentionDays.ONE_MONTH }),
  });
}
