import { BundleSize } from './bundle-size';
import { ContestantName } from './contestants';
import { Measurement } from './measured-process';
import { MemoryGrowth } from './memory-growth';
import { Rounds } from './rounds';
import { Estimate, pairedRatio } from './statistics';

/** What can be measured on any machine at any time (bytes, CPU time) and what needs a quiet one. */
export type BarKind = 'bytes' | 'cpu' | 'wall' | 'memory';

/** A figure with the most it must be and the most it should be. */
export interface Bar {
  readonly name: string;
  readonly kind: BarKind;
  readonly value: number;
  /** 95% confidence interval, of measured ratios. */
  readonly range?: Estimate;
  readonly must: number;
  readonly aim: number;
  readonly unit: '' | 'KB' | 'B';
}

export interface BarFigures {
  readonly rounds: Rounds;
  readonly bundle: BundleSize;
  readonly logBytes: number;
  /** With Lambda's system log level at WARN, as the prod preset sets it. */
  readonly logBytesSystemWarn: number;
  readonly itemBytes: number;
  readonly memoryGrowth?: MemoryGrowth;
}

const KILOBYTE = 1000;
const cold = ({ initWall, firstWall }: Measurement) => initWall + firstWall;

/** All bars whose contestants took part. */
export function bars({ rounds, bundle, logBytes, logBytesSystemWarn, itemBytes, memoryGrowth }: BarFigures): Bar[] {
  function ratio(
    name: string, kind: BarKind, ours: ContestantName, peer: ContestantName, figure: (measurement: Measurement) => number, must: number, aim: number,
  ): Bar[] {
    const [numerators, denominators] = [rounds.get(ours), rounds.get(peer)];
    if (!numerators || !denominators) return [];
    const range = pairedRatio(numerators.map(figure), denominators.map(figure));
    return [{ name, kind, value: range.median, range, must, aim, unit: '' }];
  }
  return [
    { name: 'bundle, gzip, with the X-Ray part', kind: 'bytes', value: bundle.gzipBytes / KILOBYTE, must: 120, aim: 100, unit: 'KB' },
    ...ratio('init CPU ÷ SDK alone', 'cpu', 'ours', 'sdkOnly', ({ initCpu }) => initCpu, 1.6, 1.3),
    ...ratio('cold wall ÷ SDK alone', 'wall', 'ours', 'sdkOnly', cold, 1.5, 1.2),
    ...ratio('cold wall ÷ SDK alone, sampled', 'wall', 'oursTraced', 'sdkOnly', cold, 1.5, 1.2),
    ...ratio('init wall ÷ Python', 'wall', 'ours', 'python', ({ initWall }) => initWall, 0.25, 0.15),
    ...ratio('init wall ÷ CDK\'s default bundling', 'wall', 'ours', 'defaultBundling', ({ initWall }) => initWall, 0.65, 0.5),
    ...ratio('warm CPU ÷ SDK alone', 'cpu', 'ours', 'sdkOnly', ({ warmCpu }) => warmCpu, 1.8, 1.3),
    ...ratio('warm CPU ÷ SDK alone, sampled', 'cpu', 'oursTraced', 'sdkOnly', ({ warmCpu }) => warmCpu, 1.8, 1.3),
    ...memoryGrowth ? [{
      name: `memory after ${memoryGrowth.many.orders.toLocaleString('en')} orders ÷ after ${memoryGrowth.few.orders.toLocaleString('en')}`,
      kind: 'memory' as const,
      value: memoryGrowth.ratio,
      must: 1.1,
      aim: 1.0,
      unit: '' as const,
    }] : [],
    { name: 'log lines of one accepted order', kind: 'bytes', value: logBytes, must: 2000, aim: 1200, unit: 'B' },
    { name: 'the same with the prod preset', kind: 'bytes', value: logBytesSystemWarn, must: 2000, aim: 1200, unit: 'B' },
    { name: 'stored item of an order of three lines', kind: 'bytes', value: itemBytes, must: 1024, aim: 1024, unit: 'B' },
  ];
}

/** Bars that are missed, of the kinds that are asked for. */
export function missed(all: readonly Bar[], kinds: readonly BarKind[]): Bar[] {
  return all.filter(({ kind, value, must }) => kinds.includes(kind) && !(value <= must));
}
