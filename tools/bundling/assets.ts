import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BuildOptions, buildSync, Metafile, Plugin, build } from 'esbuild';
import { sdkTrimming } from './sdk-trimming';

const HANDLER = 'assets/place-order';
const RELAY = 'assets/relay';
const SCHEMA_COMPILER = 'assets/order-schema-compiler';
const COMMANDS = 'assets/commands';

const OPTIONS: BuildOptions = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  // `import` of node:http costs more than `require` at start.
  format: 'cjs',
  legalComments: 'none',
};

/** Modules that stay files of their own beside the handler: one to be replaced at synth, one to be loaded only when tracing. */
const separateFiles: Plugin = {
  name: 'separate-files',
  setup({ onResolve }) {
    onResolve({ filter: /\/(order-validator|xray-subsegment)$/ }, ({ path, kind }) => (
      kind === 'entry-point' ? undefined : { path: `./${path.split('/').pop()}.js`, external: true }
    ));
  },
};

/** Leaves dependencies out of the source map, which would else be larger than the code that it maps. */
const ownSourceMap: Plugin = {
  name: 'own-source-map',
  setup({ onLoad }) {
    const emptyMap = Buffer.from('{"version":3,"sources":[""],"mappings":"AAAA"}').toString('base64');
    onLoad({ filter: /\/node_modules\/.*\.[cm]?js$/ }, ({ path }) => ({
      contents: `${readFileSync(path, 'utf8')}\n//# sourceMappingURL=data:application/json;base64,${emptyMap}`,
    }));
  },
};

/** In Lambda, credentials come from the environment; the SDK's other providers are half of its code. */
const environmentCredentials: Plugin = {
  name: 'environment-credentials',
  setup({ onResolve }) {
    onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({
      path: join(__dirname, '../../lambda/place-order/store/environment-credentials.ts'),
    }));
  },
};

/** Builds the deployable handler and tells what is in it. The same sources give the same bytes. */
export async function buildHandler(folder = HANDLER): Promise<Metafile> {
  const metafile = await buildDeployable(folder, 'client-dynamodb', {
    'place-order': 'lambda/place-order/index.ts', 'xray-subsegment': 'lambda/place-order/telemetry/xray-subsegment.ts',
  });
  copyFileSync('lambda/place-order/order/order-validator.js', join(folder, 'order-validator.js'));
  copyFileSync('lambda/place-order/index.mjs', join(folder, 'index.mjs'));
  return metafile;
}

/** Builds the deployable relay and tells what is in it. */
export async function buildRelay(folder = RELAY): Promise<Metafile> {
  return buildDeployable(folder, 'client-eventbridge', { index: 'lambda/relay/index.ts' });
}

async function buildDeployable(folder: string, client: Parameters<typeof sdkTrimming>[0], entryPoints: Record<string, string>): Promise<Metafile> {
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = await build({
    ...OPTIONS,
    metafile: true,
    entryPoints,
    outdir: folder,
    sourcemap: true,
    sourcesContent: false,
    mainFields: ['module', 'main'],
    plugins: [separateFiles, environmentCredentials, sdkTrimming(client), ownSourceMap],
  });
  return metafile;
}

/** Builds what the construct loads when it is given a shop's own schema, and tells what is in it. */
export function buildSchemaCompiler(): Metafile {
  rmSync(SCHEMA_COMPILER, { recursive: true, force: true });
  mkdirSync(SCHEMA_COMPILER, { recursive: true });
  const entryPoints = ['tools/order-schema-compiler/index.ts'];
  return buildSync({ ...OPTIONS, metafile: true, entryPoints, outfile: `${SCHEMA_COMPILER}/index.js` }).metafile;
}

/** Builds the package's command line. */
export function buildCommands(): Metafile {
  rmSync(COMMANDS, { recursive: true, force: true });
  return buildSync({ ...OPTIONS, metafile: true, entryPoints: ['commands/index.ts'], outfile: `${COMMANDS}/index.js` }).metafile;
}

/** Prints the size of every file that is deployed or shipped. */
export function printSizes(): void {
  for (const folder of [HANDLER, RELAY, SCHEMA_COMPILER, COMMANDS]) {
    for (const file of readdirSync(folder).sort()) {
      const bytes = readFileSync(join(folder, file));
      console.log(`${join(folder, file).padEnd(46)} ${kilobytes(bytes.length)} KB, gzip ${kilobytes(gzipSync(bytes).length)} KB`);
    }
  }
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1).padStart(7);
}
