import { IResource, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Verdict } from '../validation/validate-props';

/**
 * A target of the platform's account and region, as far as both are known: an event bus is what reaches others.
 *
 * @internal
 */
export function sameEnvironment(platform: IConstruct, noun: string, target: IResource): readonly Verdict[] {
  const own = Stack.of(platform);
  return (['account', 'region'] as const).map(place => {
    const [here, there] = [own[place], target.env[place]];
    if (Token.isUnresolved(here) || Token.isUnresolved(there) || here === there) return undefined;
    return {
      prop: noun,
      rule: `must be of the platform's ${place} ${here}; an event bus there reaches it: use \`OrderConsumer.fromEventBus\``,
      got: there,
    };
  });
}
