import { IResource, Names, Resource, Stack } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';

/**
 * Where the parts go that join the platform with a consumer's target: with the target's stack, so that references run from there to the
 * platform, which that stack may read already; with the platform if its stack needs the target's, or if the target is imported.
 *
 * What is not decided by then is the stacks' later references: CDK knows those at synthesis only.
 *
 * @param brought what the platform was given
 * @internal
 */
export function consumerScope(scope: Construct, target: IResource, brought: IConstruct[]): Construct {
  const own = Stack.of(scope);
  const other = Stack.of(target);
  const needed = [own, ...brought.filter(one => Resource.isOwnedResource(one)).map(one => Stack.of(one)).filter(stack => stack !== own)];
  if (other === own || !Resource.isOwnedResource(target) || needed.some(stack => stack === other || needs(stack, other))) return scope;
  return new Construct(other, Names.nodeUniqueId(scope.node));
}

function needs(stack: Stack, other: Stack): boolean {
  return stack.dependencies.some(one => one === other || needs(one, other));
}

/**
 * The constructs among the props of a platform.
 *
 * @internal
 */
export function broughtConstructs(props: object): IConstruct[] {
  return Object.values(props).flatMap(value => Array.isArray(value) ? value : [value]).filter(Construct.isConstruct);
}
