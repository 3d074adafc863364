import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/**
 * Creates an encrypted log group.
 *
 * @internal
 */
export function createLogGroup(
  scope: Construct, id: string, logGroupName: string, encryptionKey: IKey, retention: RetentionDays, removalPolicy: RemovalPolicy,
): LogGroup {
  return new LogGroup(scope, id, { logGroupName, encryptionKey, retention, removalPolicy });
}
