import { Duration } from './measured-process';
import { PackageSize } from './package-size';
import { ConstructResults } from './results';
import { Estimate, estimate, pairedRatio } from '../handler/statistics';

export interface ConstructBar {
  readonly name: string;
  readonly value: number;
  readonly must: number;
  readonly unit: string;
  readonly range?: Estimate;
}

/** What must hold, in CPU time, which the machine's other work disturbs least: medians over the rounds. */
export function constructBars({ synth, imports, packageSize }: ConstructResults): ConstructBar[] {
  const ratio = pairedRatio(cpu(synth.platform), cpu(synth.peer));
  const added = estimate(cpu(imports.own));
  return [synthBar(ratio.median, ratio), importBar(added.median, added), tarballBar(packageSize)];
}

/**
 * The same from the least disturbed round of each. Other work only ever adds to the CPU time of a process, by what it pushes out of the
 * caches: the least of a few rounds holds still where their median doesn't.
 */
export function quickConstructBars({ synth, imports, packageSize }: ConstructResults): ConstructBar[] {
  return [
    synthBar(Math.min(...cpu(synth.platform)) / Math.min(...cpu(synth.peer))),
    importBar(Math.min(...cpu(imports.own))),
    tarballBar(packageSize),
  ];
}

export function missedBars(bars: readonly ConstructBar[]): ConstructBar[] {
  return bars.filter(({ value, must }) => !(value <= must));
}

export function cpu(durations: readonly Duration[]): number[] {
  return durations.map((duration) => duration.cpu);
}

/** Against a stack that a person would write the bar is 1.1; the peer is leaner than that (ADR 17). */
const MOST_SYNTH = 1.2;

/** Milliseconds. Node.js takes some 0.2 for each file of the package. */
const MOST_IMPORT = 40;

function synthBar(value: number, range?: Estimate): ConstructBar {
  return { name: 'synth ÷ the same resources by L2 constructs', value, range, must: MOST_SYNTH, unit: '' };
}

function importBar(value: number, range?: Estimate): ConstructBar {
  return { name: 'import of the package itself', value, range, must: MOST_IMPORT, unit: ' ms' };
}

function tarballBar({ packed }: PackageSize): ConstructBar {
  return { name: 'npm tarball', value: packed / 1000, must: 400, unit: ' KB' };
}
