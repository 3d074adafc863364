import { onlyResource, resourcesOfType, synthesizePlatform, Template } from './platform-assembly';
import { Caller, Policy, PolicySet } from './policy-simulation';
import { perBench } from './promise';
import { ResolvedTemplate } from './resolved-template';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../../tools/local-aws/aws-environment';

/** An account that has nothing to do with the platform. */
export const STRANGERS_ACCOUNT = '999999999999';

/** The policies of the default platform, and the names that cases need. */
export interface PlatformPolicies extends PolicySet {
  readonly role: Caller;
  readonly administrator: Caller;
  readonly stranger: Caller;
  readonly tableArn: string;
  readonly tableName: string;
  readonly keyArn: string;
  /** A key of the same account whose policy leaves everything to IAM, as AWS's default one does. */
  readonly otherKeyArn: string;
  readonly topicArn: string;
  readonly functionArn: string;
  readonly roleArn: string;
  readonly apiArn: string;
  readonly functionLogGroupArn: string;
  readonly apiLogGroupArn: string;
}

export const platformPolicies = perBench(async (bench): Promise<PlatformPolicies> => readPolicies(synthesizePlatform(bench, 'Permissions').template));

function readPolicies(template: Template): PlatformPolicies {
  const resolved = new ResolvedTemplate(template);
  const only = (type: string) => onlyResource(template, type)[0];
  const [roleId, tableId, keyId, functionId, topicId] = [
    'AWS::IAM::Role', 'AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::Lambda::Function', 'AWS::SNS::Topic',
  ].map(only);
  const logGroups = resourcesOfType(template, 'AWS::Logs::LogGroup').map(([id]) => id);
  const logGroupArn = (start: string) => resolved.attribute(logGroups.find((id) => resolved.properties(id).LogGroupName.startsWith(start))!, 'Arn');
  const roleArn = resolved.attribute(roleId, 'Arn');
  const role = resolved.properties(roleId);
  const everything = [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }];
  const otherKeyArn = `${resolved.attribute(keyId, 'Arn')}-2`;
  const permissions = resourcesOfType(template, 'AWS::Lambda::Permission').map(([id]) => resolved.properties(id));

  return {
    role: callerWithRole(template, resolved, roleId),
    administrator: { principal: `arn:aws:iam::${LOCAL_ACCOUNT}:role/Administrator`, account: LOCAL_ACCOUNT, policies: everything },
    stranger: { principal: `arn:aws:iam::${STRANGERS_ACCOUNT}:role/Administrator`, account: STRANGERS_ACCOUNT, policies: everything },
    tableArn: resolved.attribute(tableId, 'Arn'),
    tableName: resolved.attribute(tableId, 'Ref'),
    keyArn: resolved.attribute(keyId, 'Arn'),
    otherKeyArn,
    topicArn: resolved.attribute(topicId, 'Ref'),
    functionArn: resolved.attribute(functionId, 'Arn'),
    roleArn,
    apiArn: `arn:aws:execute-api:${LOCAL_REGION}:${LOCAL_ACCOUNT}:${resolved.attribute(only('AWS::ApiGatewayV2::Api'), 'Ref')}`,
    functionLogGroupArn: logGroupArn('/aws/lambda/'),
    apiLogGroupArn: logGroupArn('/aws/vendedlogs/'),
    resourcePolicies: {
      [roleArn]: role.AssumeRolePolicyDocument,
      [resolved.attribute(tableId, 'Arn')]: resolved.properties(tableId).ResourcePolicy?.PolicyDocument,
      [resolved.attribute(keyId, 'Arn')]: resolved.properties(keyId).KeyPolicy,
      [otherKeyArn]: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${LOCAL_ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }],
      },
      [resolved.attribute(topicId, 'Ref')]: resolved.properties(only('AWS::SNS::TopicPolicy')).PolicyDocument,
      [resolved.attribute(functionId, 'Arn')]: functionPolicy(permissions),
    },
  };
}

/** Whoever has taken a role of the template. */
export function callerWithRole(template: Template, resolved: ResolvedTemplate, roleId: string): Caller {
  const role = resolved.properties(roleId);
  if (role.ManagedPolicyArns) throw new Error(`${roleId} has managed policies, whose statements are not in the template.`);
  const attached = resourcesOfType(template, 'AWS::IAM::Policy').map(([id]) => resolved.properties(id))
    .filter(({ Roles }) => Roles.includes(resolved.attribute(roleId, 'Ref')));
  return {
    principal: resolved.attribute(roleId, 'Arn'),
    account: LOCAL_ACCOUNT,
    policies: [...role.Policies ?? [], ...attached].map(({ PolicyDocument }) => PolicyDocument),
  };
}

interface PermissionProperties {
  readonly Action: string;
  readonly FunctionName: string;
  readonly Principal: string;
  readonly SourceArn?: string;
  readonly SourceAccount?: string;
}

/** The function's policy as Lambda makes it from permissions. */
export function functionPolicy(permissions: readonly PermissionProperties[]): Policy {
  return {
    Version: '2012-10-17',
    Statement: permissions.map(({ Action, FunctionName, Principal, SourceArn, SourceAccount }) => ({
      Effect: 'Allow',
      Action,
      Resource: FunctionName,
      Principal: { Service: Principal },
      Condition: {
        ...(SourceArn && { ArnLike: { 'aws:SourceArn': SourceArn } }),
        ...(SourceAccount && { StringEquals: { 'aws:SourceAccount': SourceAccount } }),
      },
    })),
  };
}
