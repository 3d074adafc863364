import { Duration } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

// Each record is one new order, as DynamoDB stores it, in the order of the stream. The first that fails is tried again together with
// those after it: a stream goes on from there, so nothing after it may be done already.
const HANDLER = `
exports.handler = async ({ Records }) => {
  for (const { dynamodb } of Records) {
    try {
      console.log(JSON.stringify({ message: 'to be packed', orderId: dynamodb.NewImage.orderId.S }));
    } catch (error) {
      console.error(JSON.stringify({ message: 'not packed', error: error.name, sequenceNumber: dynamodb.SequenceNumber }));
      return { batchItemFailures: [{ itemIdentifier: dynamodb.SequenceNumber }] };
    }
  }
  return { batchItemFailures: [] };
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
