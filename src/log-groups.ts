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
  const logGroup = new LogGroup(scope, id, { logGroupName, encryptionKey, retention, removalPolicy });
  // The key policy names the group; a group created before the policy is refused.
  logGroup.node.addDependency(encryptionKey);
  return logGroup;
}
