import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BarKind, bars, missed } from './bars';
import { bundleSize } from './bundle-size';
import { prepareContestants } from './contestants';
import { itemSize } from './item-size';
import { ACCESS_LOG, logBytes, logLines } from './log-bytes';
import { measureMemoryGrowth } from './memory-growth';
import { BenchmarkOptions, FULL_ROUNDS, parseBenchmarkOptions, USAGE } from './options';
import { HandlerResults, responseSize } from './results';
import { barsTable, bytesTable, contestantsTable, memorySentence, resultsPage } from './results-page';
import { runRounds } from './rounds';
import { startSurroundings } from './surroundings';
import { runScript } from '../../tools/processes/script';

const RESULTS = join(__dirname, '../results');
const ALL_KINDS: readonly BarKind[] = ['bytes', 'cpu', 'wall', 'memory'];
const QUICK_KINDS: readonly BarKind[] = ['bytes', 'cpu'];

/**
 * Measures and writes the results.
 *
 * @throws Error if a bar that must be met isn't
 */
async function benchmark({ rounds, quick }: BenchmarkOptions, signal: AbortSignal): Promise<void> {
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
    const failures = missed(results.bars, quick ? QUICK_KINDS : ALL_KINDS)
      .map(({ name, value, must }) => `Missed: ${name} must be at most ${must}, is ${value.toFixed(3)}`);
    if (failures.length > 0) throw new Error(failures.join('\n'));
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

runScript((args, signal) => benchmark(parseBenchmarkOptions(args), signal), USAGE);
