import { CfnResource, IResource, Names, Reference, Resource, Stack, Tokenization } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { isSameEnvironment } from './target-environment';

/**
 * Where the parts go that join the platform with a consumer's target: with the target's stack, so that references run from there to the
 * platform, which that stack may read already; with the platform if its stack needs the target's, if the target is imported, or if it is of
 * another account or region, where the platform's bus is not.
 *
 * What is not decided by then is the stacks' later references: CDK knows those at synthesis only.
 *
 * @param props what the platform was given
 * @internal
 */
export function consumerScope(scope: Construct, target: IResource, props: object): Construct {
  const own = Stack.of(scope);
  const other = Stack.of(target);
  const isForeign = !Resource.isOwnedResource(target) || !isSameEnvironment(scope, target);
  const needed = [own, ...referencesIn(props, new Set()).map(one => Stack.of(one)).filter(stack => stack !== own)];
  if (other === own || isForeign || needed.some(stack => stack === other || needs(stack, other))) return scope;
  return new Construct(other, Names.nodeUniqueId(scope.node));
}

function needs(stack: Stack, other: Stack): boolean {
  return stack.dependencies.some(one => one === other || needs(one, other));
}

function isOwned(construct: IConstruct): boolean {
  return Resource.isOwnedResource(construct) || CfnResource.isCfnResource(construct);
}

/** What a value holds, at any depth, or names in its text, and some stack creates. */
function referencesIn(value: unknown, seen: Set<unknown>): IConstruct[] {
  if (typeof value === 'string') return Tokenization.reverseString(value).tokens.filter(Reference.isReference).map(({ target }) => target);
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  if (Construct.isConstruct(value)) return isOwned(value) ? [value] : [];
  return Object.values(value).flatMap(one => referencesIn(one, seen));
}
