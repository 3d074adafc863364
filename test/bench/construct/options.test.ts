import { parseOptions } from '../../../bench/construct/options';

test('a run is a full one unless asked otherwise', () => {
  expect(parseOptions([])).toEqual({ quick: false });
  expect(parseOptions(['--quick'])).toEqual({ quick: true });
});

test('an unknown option is refused', () => {
  expect(() => parseOptions(['--fast'])).toThrow('--fast');
});
