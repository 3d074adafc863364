import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BarKind, bars, missed } from './bars';
import { bundleSize } from './bundle-size';
import { prepareContestants } from './contestants';
import { itemSize } from './item-size';
import { ACCESS_LOG, logBytes, logLines } from './log-bytes';
import { measureMemoryGrowth } from './memory-growth';
import { BenchmarkOptions, FULL_ROUNDS, parseOptions, USAGE } from './options';
import { HandlerResults, responseSize } from './results';
import { barsTable, bytesTable, contestantsTable, memorySentence, resultsPage } from './results-page';
import { runRounds } from './rounds';
import { startSurroundings } from './surroundings';

const RESULTS = join(__dirname, '../results');
const ALL_KINDS: readonly BarKind[] = ['bytes', 'cpu', 'wall', 'memory'];
const QUICK_KINDS: readonly BarKind[] = ['bytes', 'cpu'];

/** Measures, writes the results, and returns whether every bar that must be met is. */
async function benchmark({ rounds, quick }: BenchmarkOptions, signal: AbortSignal): Promise<boolean> {
  const contestants = await prepareContestants(quick);
  const surroundings = await startSurroundings(signal);
  try {
    const measured = await runRounds(contestants, rounds, surroundings, (round) => progress(`round ${round} of ${rounds}`));
    const memoryGrowth = quick ? undefined : await measureMemoryGrowth(contestants[0], surroundings, progress);
    const bundles = new Map(contestants.map(({ name }) => {
      const [{ loadedFiles }] = measured.get(name)!;
      return [name, loadedFiles.length > 0 ? bundleSize(loadedFiles) : undefined];
    }));
    const [ours] = measured.get('ours')!;
    const lines = logLines(ours.firstLogLine);
    const bytes = {
      logBytes: logBytes(lines),
      logBytesSystemWarn: logBytes(lines.filter(({ systemInfo }) => !systemInfo)),
      accessLogBytes: logBytes(lines.filter(({ source }) => source === ACCESS_LOG)),
      itemBytes: itemSize(ours.firstItem!),
      responseBytes: responseSize(ours.answer),
    };
    const results: HandlerResults = {
      contestants,
      rounds: measured,
      bundles,
      logLines: lines,
      bytes,
      memoryGrowth,
      bars: bars({ rounds: measured, bundle: bundles.get('oursTraced')!, bytes, memoryGrowth }),
    };
    console.log([contestantsTable(results), bytesTable(results), memorySentence(results), barsTable(results.bars)].filter(Boolean).join('\n\n'));
    if (!quick && rounds >= FULL_ROUNDS) writeResults(results);
    else console.error('No results were written.');
    const failures = missed(results.bars, quick ? QUICK_KINDS : ALL_KINDS);
    for (const { name, value, must } of failures) console.error(`Missed: ${name} must be at most ${must}, is ${value.toFixed(3)}`);
    return failures.length === 0;
  } finally {
    await surroundings.stop();
  }
}

function writeResults(results: HandlerResults): void {
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, 'handler.md'), resultsPage(results));
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

async function main(): Promise<void> {
  const interruption = new AbortController();
  for (const event of ['SIGINT', 'SIGTERM'] as const) process.once(event, () => interruption.abort());
  try {
    const met = await benchmark(parseOptions(process.argv.slice(2)), interruption.signal);
    if (!met) process.exitCode = 1;
  } catch (error) {
    console.error(interruption.signal.aborted ? 'Interrupted' : `${(error as Error).message}\n\n${USAGE}`);
    process.exitCode = 1;
  }
}

void main();
