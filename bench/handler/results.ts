import { Bar, OrderBytes } from './bars';
import { BundleSize } from './bundle-size';
import { Contestant, ContestantName } from './contestants';
import { LogLine } from './log-bytes';
import { Measurement } from './measured-process';
import { MemoryGrowth } from './memory-growth';
import { Rounds } from './rounds';
import { estimate } from './statistics';

/** All that a run of the benchmark found out. */
export interface HandlerResults {
  readonly contestants: readonly Contestant[];
  readonly rounds: Rounds;
  /** By contestant; undefined for what has no bundle. */
  readonly bundles: ReadonlyMap<string, BundleSize | undefined>;
  readonly logLines: readonly LogLine[];
  readonly bytes: OrderBytes;
  readonly memoryGrowth?: MemoryGrowth;
  readonly bars: readonly Bar[];
}

/** Median of one figure of a contestant over all rounds. */
export function medianOf({ rounds }: HandlerResults, { name }: Pick<Contestant, 'name'>, figure: (measurement: Measurement) => number): number {
  return estimate(rounds.get(name)!.map(figure)).median;
}

/** A figure as the least disturbed tenth of the rounds had it: what it costs on a machine that does nothing else. */
export function undisturbed({ rounds }: HandlerResults, name: ContestantName, figure: (measurement: Measurement) => number): number {
  const sorted = rounds.get(name)!.map(figure).sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 10)];
}

/** The answer as API Gateway sends it on: body and headers. */
export function responseSize({ headers = {}, body = '' }: Measurement['answer']): number {
  const headerBytes = Object.entries(headers).reduce((sum, [name, value]) => sum + Buffer.byteLength(`${name}: ${value}\r\n`), 0);
  return headerBytes + Buffer.byteLength(body);
}
