import { IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { LOCAL_ACCOUNT } from '../../tools/local-aws/aws-environment';
import { MiniStack } from '../../tools/local-aws/ministack';

const ADMINISTRATOR = `arn:aws:iam::${LOCAL_ACCOUNT}:root`;

/** Credentials of a role. Only Lambda may take it, so its trust policy is replaced first; what it may do stays as it is. */
export async function credentialsOf({ clientConfiguration }: MiniStack, roleName: string) {
  await new IAMClient(clientConfiguration).send(new UpdateAssumeRolePolicyCommand({
    RoleName: roleName,
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: ADMINISTRATOR }, Action: 'sts:AssumeRole' }],
    }),
  }));
  const { Credentials } = await new STSClient(clientConfiguration).send(new AssumeRoleCommand({
    RoleArn: `arn:aws:iam::${LOCAL_ACCOUNT}:role/${roleName}`, RoleSessionName: 'proof',
  }));
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
  return { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! };
}
