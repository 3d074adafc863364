import { App, Duration, Errors, Stack } from 'aws-cdk-lib';
import { integer, member, notBoth, pattern, tokenUnit, unless, wholeSeconds } from '../../src/validation/prop-rules';
import { PropRules, validateProps } from '../../src/validation/validate-props';

interface Props {
  readonly name?: string;
  readonly count?: number;
  readonly wait?: Duration;
}

const nameRules: PropRules<Pick<Props, 'name'>> = ({ name }) => [pattern('name', name, /^[a-z]+$/, 'must be lower case')];
const countRules: PropRules<Props> = ({ count, wait }) => [
  integer('count', count, { minimum: 1, maximum: 3, unit: 'orders' }),
  [wholeSeconds('wait', wait, { minimum: 1, maximum: 60 }), undefined],
];

function thrownBy(props: Props): Error {
  const stack = new Stack(new App(), 'Shop');
  try {
    validateProps(stack, props, [nameRules, countRules]);
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was refused');
}

test('one wrong prop is told with construct path, prop, rule and value', () => {
  expect(thrownBy({ name: 'X' }).message).toBe('[Shop] `name` must be lower case, got: \'X\'');
});

test('several wrong props are one error with a line for each, in the order of the rules', () => {
  expect(thrownBy({ wait: Duration.hours(1), count: 0, name: 'X' }).message.split('\n')).toEqual([
    '3 props are invalid:',
    '[Shop] `name` must be lower case, got: \'X\'',
    '[Shop] `count` must be an integer from 1 to 3 orders, got: 0',
    '[Shop] `wait` must be an integer from 1 to 60 seconds, got: 3600',
  ]);
});

test('aws-cdk-lib takes the error for one of validation, and finds the construct in it', () => {
  const error = thrownBy({ count: 0 });
  expect(Errors.isValidationError(error)).toBe(true);
  expect(Errors.isConstructError(error)).toBe(true);
  expect(error).toMatchObject({ type: 'validation', level: 'error', constructPath: 'Shop', name: 'InvalidProps' });
});

test('props that keep all rules pass', () => {
  expect(() => validateProps(new Stack(new App(), 'Shop'), { name: 'x', count: 3 }, [nameRules, countRules])).not.toThrow();
});

describe('a rule says nothing of an absent value', () => {
  test.each([
    ['pattern', pattern('p', undefined, /x/, 'r')],
    ['integer', integer('p', undefined, { minimum: 1 })],
    ['member', member('p', undefined, { A: 'a' })],
    ['wholeSeconds', wholeSeconds('p', undefined, { minimum: 1 })],
    ['tokenUnit', tokenUnit('p', undefined, 'millis')],
    ['notBoth', notBoth(['p', undefined], ['q', 1], 'r')],
    ['notBoth, the other way round', notBoth(['p', 1], ['q', undefined], 'r')],
    ['unless', unless(true, 'p', 'r', 1)],
  ])('%s', (_rule, verdict) => {
    expect(verdict).toBeUndefined();
  });
});

test.each([[0], [1.5], [NaN], [Infinity], [Number.MAX_SAFE_INTEGER + 1]])('without a maximum, %d is no integer of 1 or more', got => {
  expect(integer('p', got, { minimum: 1 })).toEqual({ prop: 'p', rule: 'must be an integer of 1 or more', got });
});

test('an enum of numbers is one of its values, not of its names', () => {
  enum Days { ONE = 1, WEEK = 7 }
  expect(member('p', 7, Days)).toBeUndefined();
  expect(member('p', 'WEEK', Days)).toEqual({ prop: 'p', rule: 'must be one of 1, 7', got: 'WEEK' });
});
