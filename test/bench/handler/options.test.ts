import { parseBenchmarkOptions } from '../../../bench/handler/options';

test('a run, quick or not, has the forty rounds that the bars ask for', () => {
  expect(parseBenchmarkOptions([])).toEqual({ rounds: 40, quick: false });
  expect(parseBenchmarkOptions(['--quick'])).toEqual({ rounds: 40, quick: true });
});

test('rounds can be given', () => {
  expect(parseBenchmarkOptions(['--quick', '--rounds', '7'])).toEqual({ rounds: 7, quick: true });
});

test.each(['0', '1.5', 'many', '-3', '100000'])('--rounds %s is refused', (rounds) => {
  expect(() => parseBenchmarkOptions([`--rounds=${rounds}`])).toThrow('--rounds must be a whole number from 1 to 1000');
});
