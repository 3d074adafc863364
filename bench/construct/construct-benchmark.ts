import { deepStrictEqual } from 'node:assert';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constructBars, missedBars, quickConstructBars } from './bars';
import { AppName, buildProcesses, Duration, importsOfPackage, measureImport, measureSynth, PEER_TEMPLATE, PLATFORM_TEMPLATE } from './measured-process';
import { packageSize } from './package-size';
import { ConstructResults } from './results';
import { barsTable, constructPage } from './results-page';
import { parseOptions, runScript } from '../../tools/processes/script';
import { shuffled } from '../handler/statistics';

const ROUNDS = 20;
const QUICK_ROUNDS = 5;
/** A quick run that misses a bar goes on until here: more rounds lower what noise raised, and leave what the code costs. */
const MOST_QUICK_ROUNDS = 15;
const RESULTS = join(__dirname, '../results');
const APPS: readonly AppName[] = ['platform', 'peer'];

const USAGE = `npm run bench:construct -- [--quick]
  --quick  few rounds, the least disturbed of which counts; writes no results`;

/** Makes sure that both apps synthesize the same; their first run also reads the files from the disk. */
async function compareApps(): Promise<void> {
  await measureSynth('platform', PLATFORM_TEMPLATE);
  await measureSynth('peer', PEER_TEMPLATE);
  const [peer, platform] = [PEER_TEMPLATE, PLATFORM_TEMPLATE].map((file) => JSON.parse(readFileSync(file, 'utf8')));
  deepStrictEqual(peer, platform);
}

/** Runs rounds until the results are enough. */
async function measureConstruct(quick: boolean, enough: (rounds: number, results: ConstructResults) => boolean): Promise<ConstructResults> {
  await buildProcesses();
  await compareApps();
  const imported = await importsOfPackage();
  const synth: Record<AppName, Duration[]> = { platform: [], peer: [] };
  const imports: { own: Duration[]; all: Duration[] } = { own: [], all: [] };
  const results = { synth, imports, packageSize: packageSize() };
  const steps = [
    ...APPS.map((app) => async () => synth[app].push(await measureSynth(app))),
    async () => imports.own.push(await measureImport(imported)),
    ...quick ? [] : [async () => imports.all.push(await measureImport([]))],
  ];
  for (let round = 1; ; round++) {
    for (const step of shuffled(steps)) await step();
    if (enough(round, results)) return results;
  }
}

/** Measures and writes the results unless in a hurry. */
async function benchmark(args: string[]): Promise<void> {
  const { quick = false } = parseOptions(args, { quick: { type: 'boolean' } });
  const barsOf = quick ? quickConstructBars : constructBars;
  const results = await measureConstruct(quick, (rounds, soFar) => quick
    ? rounds >= MOST_QUICK_ROUNDS || rounds >= QUICK_ROUNDS && missedBars(barsOf(soFar)).length === 0
    : rounds >= ROUNDS);
  const bars = barsOf(results);
  console.log(quick ? `${barsTable(bars)}\n\nCPU time, the least of ${results.synth.platform.length} rounds.` : constructPage(results));
  if (!quick) {
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(join(RESULTS, 'construct.md'), constructPage(results));
  }
  const missed = missedBars(bars).map(({ name, value, must }) => `Missed: ${name} must be at most ${must}, is ${value.toFixed(2)}`);
  if (missed.length > 0) throw new Error(missed.join('\n'));
}

runScript(benchmark, USAGE);
