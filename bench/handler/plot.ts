import { ContestantName } from './contestants';
import { HandlerResults, medianOf } from './results';
import { barChart, Colour } from '../svg-plot';

const ORDER: readonly (readonly [ContestantName, string])[] = [
  ['bare', 'bare'], ['sdkOnly', 'SDK alone'], ['ours', 'this'], ['oursTraced', 'this, sampled'],
  ['defaultBundling', 'CDK defaults'], ['powertoolsZod', 'Powertools'], ['python', 'Python'],
];

/** Cold start by contestant: CPU time, which the machine's other work hardly changes, of initialisation and first invocation. */
export function coldStartPlot(results: HandlerResults): string {
  const init = ORDER.map(([name]) => medianOf(results, { name }, ({ initCpu }) => initCpu));
  const first = ORDER.map(([name]) => medianOf(results, { name }, ({ firstCpu }) => firstCpu));
  const longest = Math.max(...init.map((value, index) => value + first[index]));
  return barChart(
    'CPU time of a cold start', 'Median CPU time of initialisation and first invocation for each handler on the benchmark machine',
    { label: 'milliseconds', min: 0, max: Math.ceil(longest / 50) * 50 },
    [{ label: '', bars: ORDER.map(([, label]) => label) }],
    [{ name: 'initialisation', colour: Colour.BLUE, values: init }, { name: 'first invocation', colour: Colour.ORANGE, values: first }],
  );
}
