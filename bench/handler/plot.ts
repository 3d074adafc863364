import { ContestantName } from './contestants';
import { HandlerResults, medianOf } from './results';
import { barChart, Colour } from '../svg-plot';

const GROUPS: readonly { readonly label: string; readonly bars: readonly (readonly [ContestantName, string])[] }[] = [
  { label: 'references', bars: [['bare', 'bare'], ['sdkOnly', 'SDK alone']] },
  { label: 'this handler', bars: [['ours', 'as shipped'], ['oursTraced', 'sampled'], ['defaultBundling', 'CDK bundle']] },
  { label: 'others', bars: [['powertoolsZod', 'Powertools'], ['python', 'Python']] },
];

/** Cold start by contestant: CPU time, which the machine's other work hardly changes, of initialisation and first invocation. */
export function coldStartPlot(results: HandlerResults): string {
  const names = GROUPS.flatMap(({ bars }) => bars.map(([name]) => name));
  const init = names.map((name) => medianOf(results, { name }, ({ initCpu }) => initCpu));
  const first = names.map((name) => medianOf(results, { name }, ({ firstCpu }) => firstCpu));
  const longest = Math.max(...init.map((value, index) => value + first[index]));
  return barChart(
    'CPU time of a cold start', 'Median CPU time of initialisation and first invocation for each handler on the benchmark machine',
    { label: 'milliseconds', min: 0, max: Math.ceil(longest / 50) * 50 },
    GROUPS.map(({ label, bars }) => ({ label, bars: bars.map(([, name]) => name) })),
    [{ name: 'initialisation', colour: Colour.BLUE, values: init }, { name: 'first invocation', colour: Colour.ORANGE, values: first }],
  );
}
