import { ContestantName } from './contestants';
import { HandlerResults, medianOf } from './results';
import { barChart, Colour } from '../svg-plot';

const ORDER: readonly (readonly [ContestantName, string])[] = [
  ['bare', 'bare'], ['sdkOnly', 'SDK alone'], ['ours', 'this'], ['oursTraced', 'this, sampled'],
  ['defaultBundling', 'CDK defaults'], ['powertoolsZod', 'Powertools'], ['python', 'Python'],
];

/** Cold start by contestant: initialisation and first invocation. */
export function coldStartPlot(results: HandlerResults): string {
  const init = ORDER.map(([name]) => medianOf(results, { name }, ({ initWall }) => initWall));
  const first = ORDER.map(([name]) => medianOf(results, { name }, ({ firstWall }) => firstWall));
  const longest = Math.max(...init.map((value, index) => value + first[index]));
  return barChart(
    'Cold start on the benchmark machine', 'Median milliseconds of initialisation and first invocation for each handler',
    { label: 'milliseconds', min: 0, max: Math.ceil(longest / 50) * 50 },
    [{ label: '', bars: ORDER.map(([, label]) => label) }],
    [{ name: 'initialisation', colour: Colour.BLUE, values: init }, { name: 'first invocation', colour: Colour.ORANGE, values: first }],
  );
}
