import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** What a log group is made of. */
export interface LogGroupInputs {
  readonly logGroupName: string;
  readonly encryptionKey: IKey;
  readonly retention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * Creates an encrypted log group.
 *
 * @internal
 */
export function createLogGroup(scope: Construct, id: string, { logGroupName, encryptionKey, retention, removalPolicy }: LogGroupInputs): LogGroup {
  return new LogGroup(scope, id, { logGroupName, encryptionKey, retention, removalPolicy });
}
