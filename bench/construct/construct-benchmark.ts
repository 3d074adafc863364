import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constructBars, missedBars, quickConstructBars } from './bars';
import { AppName, buildProcesses, Duration, importsOfPackage, measureImport, measureSynth } from './measured-process';
import { parseOptions, USAGE } from './options';
import { packageSize } from './package-size';
import { ConstructResults } from './results';
import { barsTable, constructPage } from './results-page';
import { requireSameResources } from './same-resources';
import { shuffled } from '../handler/statistics';

const ROUNDS = 20;
const QUICK_ROUNDS = 5;
/** A quick run that misses a bar goes on until here: more rounds lower what noise raised, and leave what the code costs. */
const MOST_QUICK_ROUNDS = 15;
const RESULTS = join(__dirname, '../results');
const APPS: readonly AppName[] = ['platform', 'hand-written'];

/** Makes sure that both apps synthesize the same; their first run also reads the files from the disk. */
async function compareApps(): Promise<void> {
  const templates = new Map<AppName, string>();
  for (const app of APPS) {
    await measureSynth(app, (folder) => templates.set(app, readFileSync(join(folder, 'Orders.template.json'), 'utf8')));
  }
  requireSameResources(JSON.parse(templates.get('platform')!), JSON.parse(templates.get('hand-written')!));
}

/** Runs rounds until the results are enough. */
async function measureConstruct(quick: boolean, enough: (rounds: number, results: ConstructResults) => boolean): Promise<ConstructResults> {
  await buildProcesses();
  await compareApps();
  const imported = await importsOfPackage();
  const synth: Record<AppName, Duration[]> = { 'platform': [], 'hand-written': [] };
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

/** Measures, writes the results unless in a hurry, and returns whether every bar is met. */
async function benchmark(quick: boolean): Promise<boolean> {
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
  const missed = missedBars(bars);
  for (const { name, value, must } of missed) console.error(`Missed: ${name} must be at most ${must}, is ${value.toFixed(2)}`);
  return missed.length === 0;
}

async function main(): Promise<void> {
  try {
    if (!await benchmark(parseOptions(process.argv.slice(2)).quick)) process.exitCode = 1;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exitCode = 1;
  }
}

void main();
