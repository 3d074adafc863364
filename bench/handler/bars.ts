import { BundleSize } from './bundle-size';
import { ContestantName, MEMORY_SIZE } from './contestants';
import { Measurement } from './measured-process';
import { MemoryGrowth } from './memory-growth';
import { Rounds } from './rounds';
import { Estimate, estimate, pairedRatio } from './statistics';
import { QUOTAS } from '../aws-quotas-and-prices';
import { HandlerFigures, PLANNED_HANDLER } from '../handler-figures';

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

/** What an order leaves, as far as the pages on scale and cost reckon with it. */
export type OrderBytes = Pick<HandlerFigures, 'logBytes' | 'logBytesSystemWarn' | 'accessLogBytes' | 'itemBytes' | 'responseBytes'>;

export interface BarFigures {
  readonly rounds: Rounds;
  readonly bundle: BundleSize;
  readonly bytes: OrderBytes;
  readonly memoryGrowth?: MemoryGrowth;
}

const KILOBYTE = 1000;
const cold = ({ initWall, firstWall }: Measurement) => initWall + firstWall;

/** A cold start as Lambda runs it: init has a whole vCPU whatever the memory, the invocation after it the share that the memory buys. */
export const asLambdaRuns = ({ initWall, firstCpu }: Measurement) => initWall + firstCpu * QUOTAS.lambdaMemoryPerCpu.value / MEMORY_SIZE;

/** All bars whose contestants took part. */
export function bars({ rounds, bundle, bytes, memoryGrowth }: BarFigures): Bar[] {
  function ratio(
    name: string, kind: BarKind, ours: ContestantName, peer: ContestantName, figure: (measurement: Measurement) => number, must: number, aim: number,
  ): Bar[] {
    const [numerators, denominators] = [rounds.get(ours), rounds.get(peer)];
    if (!numerators || !denominators) return [];
    const range = pairedRatio(numerators.map(figure), denominators.map(figure));
    return [{ name, kind, value: range.median, range, must, aim, unit: '' }];
  }
  function firstBesideLater(must: number, aim: number): Bar[] {
    const range = estimate(rounds.get('ours')!.map(({ firstCpu, warmCpu }) => firstCpu / warmCpu));
    return [{ name: 'CPU of the first invocation ÷ of a later one', kind: 'cpu', value: range.median, range, must, aim, unit: '' }];
  }
  function planned(name: string, figure: keyof OrderBytes, aim = PLANNED_HANDLER[figure]): Bar {
    return { name, kind: 'bytes', value: bytes[figure], must: PLANNED_HANDLER[figure], aim, unit: 'B' };
  }
  return [
    { name: 'bundle, gzip, with the X-Ray part', kind: 'bytes', value: bundle.gzipBytes / KILOBYTE, must: 80, aim: 55, unit: 'KB' },
    ...ratio('cold start as Lambda runs it ÷ SDK alone', 'wall', 'ours', 'sdkOnly', asLambdaRuns, 0.6, 0.4),
    ...ratio('cold start as Lambda runs it ÷ Python', 'wall', 'ours', 'python', asLambdaRuns, 0.6, 0.4),
    ...firstBesideLater(5, 2),
    ...ratio('init CPU ÷ SDK alone', 'cpu', 'ours', 'sdkOnly', ({ initCpu }) => initCpu, 1.7, 1.3),
    ...ratio('init CPU ÷ SDK alone, priming switched off', 'cpu', 'oursUnprimed', 'sdkOnly', ({ initCpu }) => initCpu, 1, 0.7),
    ...ratio('cold wall ÷ SDK alone', 'wall', 'ours', 'sdkOnly', cold, 1.5, 1.2),
    ...ratio('cold wall ÷ SDK alone, sampled', 'wall', 'oursTraced', 'sdkOnly', cold, 1.5, 1.2),
    ...ratio('init wall ÷ Python', 'wall', 'ours', 'python', ({ initWall }) => initWall, 0.6, 0.4),
    ...ratio('init wall ÷ CDK\'s default bundling, priming switched off', 'wall', 'oursUnprimed', 'defaultBundling', ({ initWall }) => initWall, 0.48, 0.4),
    ...ratio('warm CPU ÷ SDK alone', 'cpu', 'ours', 'sdkOnly', ({ warmCpu }) => warmCpu, 1.5, 1),
    ...ratio('warm CPU ÷ SDK alone, sampled', 'cpu', 'oursTraced', 'sdkOnly', ({ warmCpu }) => warmCpu, 1.6, 1.1),
    ...memoryGrowth ? [{
      name: `memory after ${memoryGrowth.many.orders.toLocaleString('en')} orders ÷ after ${memoryGrowth.few.orders.toLocaleString('en')}`,
      kind: 'memory' as const,
      value: memoryGrowth.ratio,
      must: 1.1,
      aim: 1.0,
      unit: '' as const,
    }] : [],
    planned('log lines of one accepted order', 'logBytes', 1200),
    planned('the same with the prod preset', 'logBytesSystemWarn', 800),
    planned('of these, the access log', 'accessLogBytes'),
    planned('stored item of an order of three lines', 'itemBytes'),
    planned('answer, headers and body', 'responseBytes'),
  ];
}

/** Bars that are missed, of the kinds that are asked for. */
export function missed(all: readonly Bar[], kinds: readonly BarKind[]): Bar[] {
  return all.filter(({ kind, value, must }) => kinds.includes(kind) && !(value <= must));
}
