import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BuildOptions, build } from 'esbuild';

const execute = promisify(execFile);

const ROOT = join(__dirname, '../..');
const BUILD = join(ROOT, '.local/bench-construct');
const PACKAGE_FOLDER = join(ROOT, 'lib/');
const PACKAGE = join(PACKAGE_FOLDER, 'index.js');

/** What the platform synthesizes and the peer starts from. */
export const PLATFORM_TEMPLATE = join(BUILD, 'platform.template.json');
export const PEER_TEMPLATE = join(BUILD, 'peer.template.json');

/** Milliseconds. */
export interface Duration {
  readonly wall: number;
  readonly cpu: number;
}

export type AppName = 'platform' | 'peer';

/** The package as published, not its TypeScript sources. */
const publishedPackage: BuildOptions['plugins'] = [{
  name: 'published-package',
  setup: ({ onResolve }) => onResolve({ filter: /^\.\.\/\.\.\/\.\.\/src$/ }, () => ({ path: PACKAGE, external: true })),
}];

/** Compiles what runs in the processes. */
export async function buildProcesses(): Promise<void> {
  const files = ['apps/platform', 'apps/peer', 'process/synth-driver', 'process/import-driver'];
  await build({
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['aws-cdk-lib', 'constructs'],
    plugins: publishedPackage,
    entryPoints: files.map((file) => join(__dirname, `${file}.ts`)),
    outbase: __dirname,
    outdir: BUILD,
  });
}

/**
 * Synthesizes an app in a fresh process.
 *
 * @param keptTemplate where to put the template
 */
export async function measureSynth(app: AppName, keptTemplate?: string): Promise<Duration> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-construct-'));
  try {
    const measured = await run<Duration>('process/synth-driver.js', join(BUILD, `apps/${app}.js`), folder, PLATFORM_TEMPLATE);
    if (keptTemplate) copyFileSync(join(folder, 'Orders.template.json'), keptTemplate);
    return measured;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Imports the package after `aws-cdk-lib` and the given modules. */
export function measureImport(modulesBefore: readonly string[]): Promise<Duration & { readonly filesOfOthers: string[] }> {
  return run('process/import-driver.js', PACKAGE, PACKAGE_FOLDER, JSON.stringify(modulesBefore));
}

/** What the package imports of others: modules by name, and all files behind them. */
export async function importsOfPackage(): Promise<string[]> {
  const sources = readdirSync(PACKAGE_FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(PACKAGE_FOLDER, file), 'utf8'));
  const names = new Set(sources.flatMap((source) => [...source.matchAll(/require\("((?:aws-cdk-lib|constructs)[^"]*)"\)/g)].map(([, name]) => name)));
  const { filesOfOthers } = await measureImport([]);
  return [...names, ...filesOfOthers];
}

async function run<T>(driver: string, ...args: string[]): Promise<T> {
  const { PATH, HOME } = process.env;
  const { stdout } = await execute(process.execPath, [join(BUILD, driver), ...args], { cwd: ROOT, env: { PATH, HOME }, timeout: 120_000 });
  return JSON.parse(stdout);
}
