import { MUTATIONS } from './all';
import { DocumentedMutation, documentMutations } from './document';
import { failureText } from './failure-text';
import { Mutation } from './mutation';
import { pythonWithMiniStack } from '../../../tools/local-aws/ministack-python';
import { ProcessFailure, runProcess } from '../../../tools/processes/process-run';
import { ArgumentError, parseOptions, runScript } from '../../../tools/processes/script';

const USAGE = `Usage: npm run proof:mutations [-- options]

Breaks each promise in what is synthesized and bundled, runs its row of the proof and expects it to fail. Writes what the rows said
into docs/proof.md. Exit code 1 if a broken promise goes unnoticed.

  --only <row>   mutations of this row, or of the rows whose ids start so; may be repeated
  --help         show this`;

/** Each has a local AWS of its own. */
const AT_ONCE = 2;

/** A failure that comes from the machine, not from what was broken. */
const DISTURBED = /FAIL (cdk \w+ failed|MiniStack |Command failed|not done after )/;

const MILLISECONDS_TO_CLEAN_UP = 30_000;

const startedAt = Date.now();

async function main(args: string[], signal: AbortSignal): Promise<void> {
  const { only, help } = parseOptions(args, { only: { type: 'string', multiple: true }, help: { type: 'boolean' } });
  if (help) {
    console.log(USAGE);
    return;
  }
  const mutations = MUTATIONS.filter(({ row }) => !only || only.some((prefix) => row.startsWith(prefix)));
  if (mutations.length === 0) throw new ArgumentError(`--only: no mutation is of a row ${only!.join(', ')}.`);
  await pythonWithMiniStack(print, signal);
  const said = await proveAll(mutations, signal);
  const caught = mutations.flatMap((mutation): DocumentedMutation[] => {
    const text = said.get(mutation);
    return text === undefined ? [] : [{ ...mutation, said: text }];
  });
  documentMutations(MUTATIONS, caught);
  console.log(`\n${caught.length} of ${mutations.length} broken promises were noticed, in ${elapsed()}. See docs/proof.md.`);
  if (caught.length < mutations.length) throw new Error('Some were not.');
}

/** What the row of each mutation said; nothing of one that went unnoticed. */
async function proveAll(mutations: readonly Mutation[], signal: AbortSignal): Promise<Map<Mutation, string>> {
  const said = new Map<Mutation, string>();
  const waiting = [...mutations];
  const lane = async () => {
    for (let mutation = waiting.shift(); mutation; mutation = waiting.shift()) {
      const failure = await failureOf(mutation, signal);
      if (failure !== undefined) said.set(mutation, failure);
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane));
  signal.throwIfAborted();
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  return said;
}

async function failureOf(mutation: Mutation, signal: AbortSignal): Promise<string | undefined> {
  const title = `${mutation.row}: ${mutation.broken}`;
  let { failed, output } = await proofOf(mutation, signal);
  // The row did not come to its question.
  if (DISTURBED.test(output)) ({ failed, output } = await proofOf(mutation, signal));
  if (!failed) {
    print(`UNNOTICED ${title}`);
    return undefined;
  }
  const [, message] = /^\s*\d+ s {3,}FAIL (.*)$/m.exec(output) ?? [];
  if (message === undefined || DISTURBED.test(output) || !output.split('\n').includes(`Broken: ${mutation.row}`)) {
    print(`NO RESULT ${title}: the proof ended without an answer:\n${output}`);
    return undefined;
  }
  const text = failureText(message);
  print(`caught ${title}\n${' '.repeat(10)}${text}`);
  return text;
}

/** What `npm run proof` prints about the row while the mutation is in place, and whether it fails. */
async function proofOf({ row, broken }: Mutation, signal: AbortSignal): Promise<{ failed: boolean; output: string }> {
  try {
    const args = ['--import', 'tsx', 'test/proof/proof.ts', '--only', row, '--break', broken];
    return { failed: false, output: (await runProcess(process.execPath, args, { signal, graceMilliseconds: MILLISECONDS_TO_CLEAN_UP })).join('\n') };
  } catch (error) {
    if (error instanceof ProcessFailure) return { failed: true, output: error.lines.join('\n') };
    throw error;
  }
}

function print(message: string): void {
  console.log(`${elapsed().padStart(8)}  ${message}`);
}

function elapsed(): string {
  return `${((Date.now() - startedAt) / 1000).toFixed(0)} s`;
}

runScript(main, USAGE);
