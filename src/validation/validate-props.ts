import { IConstruct } from 'constructs';
import { InvalidPropsError } from './invalid-props-error';
import { Violation } from './violation';

/** What rules say of some props: nothing where all is well. Rules of rules are as good as one list. */
export type Verdict = Violation | undefined | readonly Verdict[];

/**
 * The table of rules of one room, over those props that it is about. Each row is a rule of `prop-rules.ts`, or one of the room's own: any
 * function that answers with a `Violation` or `undefined`. No row may throw, create anything, or take a token for a text.
 *
 * ```ts
 * export const orderApiRules: PropRules<OrderApiProps> = ({ apiOptions: { throttle } = {} }) => [
 *   integer('apiOptions.throttle.rateLimit', throttle?.rateLimit, { minimum: 1, unit: 'requests per second' }),
 *   integer('apiOptions.throttle.burstLimit', throttle?.burstLimit, { minimum: 1, unit: 'requests' }),
 * ];
 * ```
 *
 * @internal
 */
export type PropRules<T> = (props: T, scope: IConstruct) => readonly Verdict[];

/**
 * Holds props against the rules of all rooms, before anything is made of them.
 *
 * @param scope the construct that the props are of
 * @throws one error with every violation, in the order of the rules
 * @internal
 */
export function validateProps<T>(scope: IConstruct, props: T, rooms: readonly PropRules<T>[]): void {
  const violations = rooms.flatMap(rules => violationsOf(rules(props, scope)));
  if (violations.length > 0) throw new InvalidPropsError(scope, violations);
}

function violationsOf(verdict: Verdict): readonly Violation[] {
  if (verdict === undefined) return [];
  return 'rule' in verdict ? [verdict] : verdict.flatMap(violationsOf);
}
