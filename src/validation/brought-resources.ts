import { CfnResource, IResource, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Violation } from './violation';

/**
 * The CloudFormation resource that a construct is made of, if it is in this app and of one of these types. Told by its type rather than its
 * class: a construct may be of another copy of `aws-cdk-lib`.
 *
 * @internal
 */
export function resourceOf<R extends CfnResource>(construct: IConstruct, ...types: string[]): R | undefined {
  const resource = construct.node.defaultChild;
  return CfnResource.isCfnResource(resource) && types.includes(resource.cfnResourceType) ? resource as R : undefined;
}

/** A resource, and its ARN: some imports forget where the ARN says that they are. */
export interface Located {
  readonly resource: IResource;
  readonly arn?: string;
}

/**
 * What was brought, if it was.
 *
 * @internal
 */
export function located(resource: IResource | undefined, arn: string | undefined): Located | undefined {
  return resource && { resource, arn };
}

/** Where an ARN says its place; also if other parts of it are tokens. */
const PART_OF_ARN = { region: 3, account: 4 };

/**
 * A resource that is where the platform is: AWS refuses it otherwise, or does not find it. What is known at deployment only passes.
 *
 * @param why why it has to be there, after the account or region
 * @internal
 */
export function inSame(place: 'account' | 'region', scope: IConstruct, prop: string, brought: Located | undefined, why: string): Violation | undefined {
  if (!brought) return undefined;
  const own = Stack.of(scope)[place];
  const other = brought.arn?.split(':')[PART_OF_ARN[place]] || brought.resource.env[place];
  if (Token.isUnresolved(own) || Token.isUnresolved(other) || own === other) return undefined;
  return { prop, rule: `must be of the platform's ${place} ${own}: ${why}`, got: other };
}
