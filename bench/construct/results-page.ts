import { ConstructBar, constructBars, cpu } from './bars';
import { Duration } from './measured-process';
import { ConstructResults } from './results';
import { estimate } from '../handler/statistics';
import { table } from '../markdown';

/** The bars as a Markdown table. */
export function barsTable(bars: readonly ConstructBar[]): string {
  const figure = (value: number, unit: string) => `${value.toFixed(unit === '' ? 2 : 1)}${unit}`;
  return table(['figure', 'measured', '95% interval', 'must', ''], bars.map(({ name, value, must, unit, range }) => [
    name, figure(value, unit), range ? `${figure(range.low, unit)}–${figure(range.high, unit)}` : '', `≤ ${must}${unit}`,
    value <= must ? 'met' : '**missed**',
  ]));
}

/** The results as a Markdown page. */
export function constructPage(results: ConstructResults): string {
  const { synth, imports, packageSize } = results;
  const median = (values: readonly number[]) => estimate(values).median.toFixed(0);
  const row = (name: string, durations: readonly Duration[]) => [name, median(cpu(durations)), median(durations.map(({ wall }) => wall))];
  return `${[
    '# Synthesis benchmark',
    `\`npm run bench:construct\` wrote this page: ${synth.platform.length} rounds in random order, a fresh process each, Node.js ${process.version}. `
    + 'Bars are in CPU time; medians with the 95% confidence interval.',
    barsTable(constructBars(results)),
    'Synth is everything from the first import to the written template, handler asset included. The other app makes each resource '
    + 'of that template with the AWS CDK\'s own construct (`bench/construct/apps/peer.ts`): the benchmark checks that both templates are the same.',
    'The bar for the import is on the package\'s own modules: `aws-cdk-lib` loads its services when they are first used, and a stack with these resources '
    + 'loads them whether the package is there or not. What they add is in the last line below, without a bar.',
    table(['milliseconds', 'CPU', 'wall'], [
      row('app with the platform', synth.platform),
      row('the same by L2 constructs', synth.peer),
      row('import of the package, what it needs of `aws-cdk-lib` loaded before (the bar)', imports.own),
      row('import of the package after `aws-cdk-lib` alone, with what it needs of it (no bar)', imports.all),
    ]),
    `The tarball holds ${packageSize.files} files, ${(packageSize.unpacked / 1000).toFixed(0)} KB unpacked.`,
  ].join('\n\n')}\n`;
}
