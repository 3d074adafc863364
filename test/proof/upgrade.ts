import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deployPlatform, placeExampleOrder, storedOrderIds } from './deployed-platform';
import { onlyResource, PlatformAssembly, synthesizePlatform, Template } from './platform-assembly';
import { NotShown, PromiseRow } from './promise';
import { ProofBench } from './proof-bench';
import { StackUpdate } from './stack-update';

const execute = promisify(execFile);
const PROJECT_ROOT = join(__dirname, '..', '..');
const STACK = 'Upgrade';
const SUFFIX = 'upgrade';

/** A commit, and a repository that has it. */
interface EarlierVersion {
  readonly commit: string;
  readonly repository: string;
}

/** What users may have deployed: from the history of this clone or, if that is too short, of where it was cloned from. */
async function earlierVersion(bench: ProofBench): Promise<EarlierVersion> {
  const here = await commitIn(PROJECT_ROOT);
  if (here !== undefined) return { commit: here, repository: PROJECT_ROOT };
  const repository = join(bench.directory, 'origin');
  try {
    const { stdout: url } = await execute('git', ['remote', 'get-url', 'origin'], { cwd: PROJECT_ROOT });
    await execute('git', ['clone', '--quiet', '--bare', url.trim(), repository], { signal: bench.signal });
  } catch (error) {
    throw new NotShown(`this clone has no earlier version, and its origin cannot be asked: ${(error as Error).message}`);
  }
  const there = await commitIn(repository);
  if (there === undefined) throw new NotShown('neither this clone nor its origin has an earlier version');
  return { commit: there, repository };
}

/** The latest release, or what came before the newest change to what is deployed. */
async function commitIn(repository: string): Promise<string | undefined> {
  const git = async (...args: string[]) => (await execute('git', args, { cwd: repository })).stdout.trim();
  try {
    const tag = await git('describe', '--tags', '--abbrev=0', '--match', 'v*').catch(() => '');
    return tag || await git('rev-parse', '--verify', '--quiet', `${await git('log', '--format=%H', '-n', '1', '--', 'src', 'lambda')}^`);
  } catch {
    return undefined;
  }
}

/** Checks a commit out beside the project, builds its handler and synthesizes its platform. */
async function synthesizeVersion(bench: ProofBench, { commit, repository }: EarlierVersion): Promise<PlatformAssembly> {
  const checkout = join(bench.directory, 'earlier');
  mkdirSync(checkout);
  const options = { cwd: checkout, signal: bench.signal, env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' } };
  await execute('sh', ['-c', 'git -C "$1" archive "$2" | tar -x', 'sh', repository, commit], options);
  symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(checkout, 'node_modules'));
  // Wherever that version has it.
  await execute('npx', ['projen', 'bundle'], options);
  const directory = join(bench.directory, 'earlier.cdk.out');
  const script = `
    const { App, Stack } = require('aws-cdk-lib');
    const { OrderProcessingPlatform } = require('./src');
    const app = new App({ outdir: ${JSON.stringify(directory)}, analyticsReporting: false });
    new OrderProcessingPlatform(new Stack(app, '${STACK}'), 'Orders', { environmentSuffix: '${SUFFIX}' });
    const assembly = app.synth();
    console.log(JSON.stringify(assembly.getStackByName('${STACK}').template));`;
  const { stdout } = await execute(process.execPath, ['--import', 'tsx', '--eval', script], { ...options, maxBuffer: 16e6 });
  return { stackName: STACK, directory, template: JSON.parse(stdout) as Template };
}

export const UPGRADE_ROWS: PromiseRow[] = [
  {
    id: 'upgrade/earlier-version',
    promise: 'A stack of the earlier version becomes today\'s: orders, table, key and API id stay, replays are recognized',
    how: 'last release, or the commit before the newest change to src/ and lambda/, deployed; today\'s deployed over it',
    async check(bench) {
      const version = await earlierVersion(bench);
      const { commit } = version;
      bench.progress(`building ${commit.slice(0, 12)}`);
      const earlier = await deployPlatform(bench, await bench.miniStack(), await synthesizeVersion(bench, version));
      const key = { 'idempotency-key': 'placed-before-the-upgrade' };
      const placed = await placeExampleOrder(earlier, key);
      if (placed.response.status !== 201) throw new Error(`the earlier version answered ${placed.response.status}: ${placed.response.body}`);
      const stack = new StackUpdate(earlier.miniStack, STACK);
      const kept = ['AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::ApiGatewayV2::Api'];
      const idsOf = async (template: Template) => {
        const ids = await stack.physicalIds();
        return kept.map((type) => ids[onlyResource(template, type)[0]]).join();
      };
      const before = await idsOf(earlier.assembly.template);

      const today = await deployPlatform(bench, earlier.miniStack, synthesizePlatform(bench, STACK, { environmentSuffix: SUFFIX }));
      const after = await idsOf(today.assembly.template);
      if (after !== before) throw new Error(`table, key and API were ${before} and are ${after}`);
      const again = await placeExampleOrder(today, key);
      if (again.response.status !== 201) throw new Error(`the same order again got ${again.response.status}: ${again.response.body}`);
      const stored = await storedOrderIds(today);
      const { orderId } = JSON.parse(placed.response.body);
      if (stored.join() !== orderId) throw new Error(`the table holds [${stored.join(', ')}] instead of ${orderId}`);
      if (again.response.body !== placed.response.body) throw new Error(`the replay's body differs:\n${placed.response.body}\n${again.response.body}`);
      return `from ${commit.slice(0, 12)}: ids kept, order kept, replay answered with the same bytes`;
    },
  },
];
