import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppName, buildProcesses, Duration, importsOfPackage, measureImport, measureSynth } from './measured-process';
import { packageSize } from './package-size';
import { constructPage, ConstructResults, constructBars } from './results-page';
import { requireSameResources } from './same-resources';
import { shuffled } from '../handler/statistics';

const ROUNDS = 20;
const RESULTS = join(__dirname, '../results');
const APPS: readonly AppName[] = ['platform', 'hand-written'];

async function measureConstruct(): Promise<ConstructResults> {
  await buildProcesses();
  const templates = new Map<AppName, string>();
  for (const app of APPS) {
    await measureSynth(app, (folder) => templates.set(app, readFileSync(join(folder, 'Orders.template.json'), 'utf8')));
  }
  requireSameResources(JSON.parse(templates.get('platform')!), JSON.parse(templates.get('hand-written')!));
  const imported = await importsOfPackage();

  const synth: Record<AppName, Duration[]> = { 'platform': [], 'hand-written': [] };
  const imports: { own: Duration[]; all: Duration[] } = { own: [], all: [] };
  const steps = [
    ...APPS.map((app) => async () => synth[app].push(await measureSynth(app))),
    async () => imports.own.push(await measureImport(imported)),
    async () => imports.all.push(await measureImport([])),
  ];
  for (let round = 0; round < ROUNDS; round++) {
    for (const step of shuffled(steps)) await step();
  }
  return { synth, imports, packageSize: packageSize() };
}

async function main(): Promise<void> {
  const results = await measureConstruct();
  const page = constructPage(results);
  console.log(page);
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, 'construct.md'), page);
  const missed = constructBars(results).filter(({ value, must }) => !(value <= must));
  for (const { name, value, must } of missed) console.error(`Missed: ${name} must be at most ${must}, is ${value.toFixed(2)}`);
  if (missed.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
