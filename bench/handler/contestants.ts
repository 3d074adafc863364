import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BuildOptions, build } from 'esbuild';
import { installNode, installPython, LanguageRuntime } from './runtimes';

export type ContestantName = 'ours' | 'oursTraced' | 'oursUnprimed' | 'bare' | 'sdkOnly' | 'defaultBundling' | 'powertoolsZod' | 'python';

/** A handler that is measured, and how its process is started. */
export interface Contestant {
  readonly name: ContestantName;
  readonly label: string;
  readonly runtime: LanguageRuntime;
  /** Arguments before the measurement plan. */
  readonly driver: readonly string[];
  readonly handlerFile: string;
  /** Whether X-Ray samples its requests. */
  readonly sampled: boolean;
  /** Whether init prepares for the first order, where the handler can. */
  readonly primed: boolean;
}

const PROJECT_ROOT = join(__dirname, '../..');
const BUILD = join(PROJECT_ROOT, '.local/bench-handler');
const REFERENCES = join(__dirname, 'references');
const PEERS = join(__dirname, 'peers');
const PLACE_ORDER = join(PROJECT_ROOT, 'lambda/place-order');

/** MB of the function, as the construct sets it. */
export const MEMORY_SIZE = 256;

// What Lambda's bootstrap gives Node.js: a tenth of the memory for new objects, half of it per semi-space; and OpenSSL's certificates,
// so that the stand-in is verified without NODE_EXTRA_CA_CERTS, which would burden the start.
const NODE_FLAGS = [
  '--use-openssl-ca', '--expose-gc', '--max-http-header-size=81920',
  `--max-semi-space-size=${Math.floor(MEMORY_SIZE / 20)}`, `--max-old-space-size=${Math.floor(MEMORY_SIZE * 0.9)}`,
];

const MINIFIED: BuildOptions = { minify: true, target: 'node20', mainFields: ['module', 'main'], legalComments: 'none' };

/** Credentials of the environment in place of the SDK's default provider chain, as in the handler. */
const SLIM: BuildOptions = { ...MINIFIED, alias: { '@aws-sdk/credential-provider-node': join(PLACE_ORDER, 'store/environment-credentials.ts') } };

/** esbuild as CDK's `NodejsFunction` calls it, with `bundleAwsSDK`: leaving the SDK to the runtime starts slower. */
const CDK_DEFAULT: BuildOptions = { target: 'node24' };

/** Builds all contestants, ours first; the quick selection needs neither Powertools nor Python. */
export async function prepareContestants(quick: boolean): Promise<Contestant[]> {
  const node = installNode();
  rmSync(BUILD, { recursive: true, force: true });
  mkdirSync(BUILD, { recursive: true });
  const driver = await bundle('driver', join(__dirname, 'process/node-driver.ts'), {});
  const contestant = (name: ContestantName, label: string, handlerFile: string, { sampled = false, primed = false } = {}): Contestant => (
    { name, label, runtime: node, driver: [...NODE_FLAGS, driver], handlerFile, sampled, primed }
  );
  const ours = join(PROJECT_ROOT, 'assets/place-order/index.mjs');
  const always = [
    contestant('ours', 'this handler', ours, { primed: true }),
    contestant('oursTraced', 'this handler, request sampled by X-Ray', ours, { primed: true, sampled: true }),
    contestant('oursUnprimed', 'this handler, priming switched off', ours),
    contestant('sdkOnly', 'SDK alone, credentials from the environment (reference)', await bundle('sdk-only', join(REFERENCES, 'sdk-only.ts'), SLIM)),
    contestant('bare', 'bare handler, stores nothing (floor)', await bundle('bare', join(REFERENCES, 'bare.ts'), MINIFIED)),
  ];
  if (quick) return always;
  return [
    ...always,
    contestant('defaultBundling', 'this handler, bundled with CDK\'s defaults', await bundle('default-bundling', join(PLACE_ORDER, 'index.ts'), CDK_DEFAULT)),
    contestant('powertoolsZod', 'Powertools and Zod, minified', await bundle('powertools-zod', join(PEERS, 'powertools-zod.ts'), MINIFIED)),
    python(),
  ];
}

async function bundle(name: string, entry: string, options: BuildOptions): Promise<string> {
  const outfile = join(BUILD, name, 'index.js');
  await build({ bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning', entryPoints: [entry], outfile, ...options });
  return outfile;
}

function python(): Contestant {
  // A copy, so that compiled Python does not end up in the sources.
  const handlerFile = join(BUILD, 'boto3_xray.py');
  copyFileSync(join(PEERS, 'boto3_xray.py'), handlerFile);
  return {
    name: 'python',
    label: 'Python, boto3 and X-Ray SDK',
    runtime: installPython(),
    driver: [join(__dirname, 'process/python_driver.py')],
    handlerFile,
    sampled: false,
    primed: false,
  };
}
