import { AppName, Duration } from './measured-process';
import { PackageSize } from './package-size';
import { Estimate, estimate, pairedRatio } from '../handler/statistics';
import { table } from '../markdown';

export interface ConstructResults {
  readonly synth: Readonly<Record<AppName, readonly Duration[]>>;
  readonly imports: {
    /** After all files of `aws-cdk-lib` that the package needs. */
    readonly own: readonly Duration[];
    /** After `aws-cdk-lib` alone. */
    readonly all: readonly Duration[];
  };
  readonly packageSize: PackageSize;
}

export interface ConstructBar {
  readonly name: string;
  readonly value: number;
  readonly must: number;
  readonly unit: string;
  readonly range?: Estimate;
}

const cpu = (durations: readonly Duration[]) => durations.map((duration) => duration.cpu);
const wall = (durations: readonly Duration[]) => durations.map((duration) => duration.wall);

/** What must hold, in CPU time, which the machine's other work disturbs least. */
export function constructBars({ synth, imports, packageSize }: ConstructResults): ConstructBar[] {
  const ratio = pairedRatio(cpu(synth.platform), cpu(synth['hand-written']));
  const added = estimate(cpu(imports.own));
  return [
    { name: 'synth ÷ the same resources hand-written', value: ratio.median, range: ratio, must: 1.1, unit: '' },
    { name: 'import of the package itself', value: added.median, range: added, must: 20, unit: ' ms' },
    { name: 'npm tarball', value: packageSize.packed / 1000, must: 300, unit: ' KB' },
  ];
}

/** The results as a Markdown page. */
export function constructPage(results: ConstructResults): string {
  const { synth, imports, packageSize } = results;
  const figure = (value: number, unit: string) => `${value.toFixed(unit === '' ? 2 : 1)}${unit}`;
  const median = (values: readonly number[]) => estimate(values).median.toFixed(0);
  const row = (name: string, durations: readonly Duration[]) => [name, median(cpu(durations)), median(wall(durations))];
  return `${[
    '# What the construct costs at synth',
    `\`npm run bench:construct\` wrote this page: ${synth.platform.length} rounds in random order, a fresh process each, Node.js ${process.version}. `
    + 'Bars are in CPU time; medians with the 95% confidence interval.',
    table(['figure', 'measured', '95% interval', 'must', ''], constructBars(results).map(({ name, value, must, unit, range }) => [
      name, figure(value, unit), range ? `${figure(range.low, unit)}–${figure(range.high, unit)}` : '', `≤ ${must}${unit}`,
      value <= must ? 'met' : '**missed**',
    ])),
    'Synth is everything from the first import to the written template, handler asset included. The hand-written app is `bench/construct/hand-written`: '
    + 'the benchmark checks that both templates hold the same resources with the same properties set.',
    table(['milliseconds', 'CPU', 'wall'], [
      row('app with the platform', synth.platform),
      row('app written by hand', synth['hand-written']),
      row('import of the package, what it needs of `aws-cdk-lib` loaded', imports.own),
      row('import of the package after `aws-cdk-lib`, with what it needs of it', imports.all),
    ]),
    `The tarball holds ${packageSize.files} files, ${(packageSize.unpacked / 1000).toFixed(0)} KB unpacked.`,
  ].join('\n\n')}\n`;
}
