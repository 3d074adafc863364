import { Stack, Stage, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { NameProps } from './physical-name-rules';
import { PropRules } from '../validation/validate-props';
import { Violation } from '../validation/violation';

/** What tells a platform's names and outputs from another's. */
export interface FootprintProps extends NameProps {
  readonly outputPrefix: string;
}

interface Footprint {
  readonly construct: IConstruct;
  readonly stack: Stack;
  readonly place: string;
  readonly prefix: string;
  readonly outputPrefix: string;
}

/** Of the platforms of each app. */
const footprints = new WeakMap<IConstruct, Footprint[]>();

/**
 * Rules of a platform beside others in the same app: neither names nor outputs may collide.
 *
 * @internal
 */
export const footprintRules: PropRules<FootprintProps> = (props, scope) => {
  const mine = footprintOf(scope, props);
  const others = footprints.get(scope.node.root) ?? [];
  return [others.map(other => sameNames(mine, other)).find(Boolean), others.map(other => sameOutputs(mine, other)).find(Boolean)];
};

/**
 * Makes a platform known to those that come after it, once nothing is wrong with it.
 *
 * @internal
 */
export function leaveFootprint(scope: IConstruct, props: FootprintProps): void {
  footprints.set(scope.node.root, [...footprints.get(scope.node.root) ?? [], footprintOf(scope, props)]);
}

function footprintOf(construct: IConstruct, { projectName, environmentSuffix, outputPrefix }: FootprintProps): Footprint {
  const stack = Stack.of(construct);
  return { construct, stack, place: placeOf(stack), prefix: `${projectName}-${environmentSuffix}`, outputPrefix };
}

function sameNames({ stack, place, prefix }: Footprint, other: Footprint): Violation | undefined {
  if (Token.isUnresolved(prefix) || other.place !== place || other.prefix !== prefix) return undefined;
  return {
    prop: 'environmentSuffix',
    rule: `must differ from that of '${other.construct.node.path}', or \`projectName\` must: ` +
      `both would give their resources the same names${apartAdvice(stack)}`,
    got: prefix,
  };
}

function sameOutputs({ stack, outputPrefix }: Footprint, other: Footprint): Violation | undefined {
  if (other.stack !== stack || other.outputPrefix !== outputPrefix) return undefined;
  return {
    prop: 'outputPrefix',
    rule: `must differ from that of '${other.construct.node.path}': both are in one stack and would give their outputs and exports the same names`,
    got: outputPrefix,
  };
}

/** Account and region; where they are not known yet, also the stage, since stages are deployed to different ones. */
function placeOf(stack: Stack): string {
  const place = `${stack.account}/${stack.region}`;
  return isPlaceKnown(stack) ? place : `${Stage.of(stack)?.node.path}/${place}`;
}

/** Stacks without `env` may be meant for different places, which nobody can see from here. */
function apartAdvice(stack: Stack): string {
  return isPlaceKnown(stack) ? '' : '; platforms for different accounts or regions are told apart by the `env` of their stacks, or by a Stage for each';
}

function isPlaceKnown(stack: Stack): boolean {
  return !Token.isUnresolved(stack.account) && !Token.isUnresolved(stack.region);
}
