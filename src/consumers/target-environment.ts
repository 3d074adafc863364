import { IResource, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Verdict } from '../validation/validate-props';

const PLACES = ['account', 'region'] as const;

/**
 * A target of the platform's account and region, as far as both are known: an event bus is what reaches others.
 *
 * @internal
 */
export function sameEnvironment(platform: IConstruct, noun: string, target: IResource): readonly Verdict[] {
  return PLACES.map(place => {
    if (!differs(platform, target, place)) return undefined;
    return {
      prop: noun,
      rule: `must be of the platform's ${place} ${Stack.of(platform)[place]}; an event bus there reaches it: use \`OrderConsumer.fromEventBus\``,
      got: target.env[place],
    };
  });
}

/**
 * Whether a resource is of the account and region of a scope, as far as all are known.
 *
 * @internal
 */
export function isSameEnvironment(scope: IConstruct, resource: IResource): boolean {
  return !PLACES.some(place => differs(scope, resource, place));
}

function differs(scope: IConstruct, { env }: IResource, place: typeof PLACES[number]): boolean {
  const [here, there] = [Stack.of(scope)[place], env[place]];
  return !Token.isUnresolved(here) && !Token.isUnresolved(there) && here !== there;
}
