import { setTimeout as sleep } from 'node:timers/promises';
import { MUTATIONS } from './mutations/all';
import { Mutation, MutationMisfit } from './mutations/mutation';
import { NotShown, PromiseRow } from './promise';
import { ProofBench } from './proof-bench';
import { outcome, resultTable, RowResult } from './result-table';
import { ROWS } from './rows';
import { ArgumentError, parseOptions, runScript } from '../../tools/processes/script';

const USAGE = `Usage: npm run proof -- [options]

Deploys the platform into a local AWS on 127.0.0.1 and shows each promise to hold. Exit code 1 if one does not.

  --only <row>   run this row, or the rows whose ids start so; may be repeated
  --break <what> break something first, as docs/proof.md calls it: with --only and one row, which must fail then
  --list         show all rows without running them
  --help         show this`;

const SECONDS_PER_ROW = 600;
const startedAt = Date.now();

async function main(args: string[], signal: AbortSignal): Promise<void> {
  const { only, break: broken, list, help } = parseOptions(args, {
    only: { type: 'string', multiple: true }, break: { type: 'string' }, list: { type: 'boolean' }, help: { type: 'boolean' },
  });
  if (help) {
    console.log(USAGE);
    return;
  }
  const rows = selectedRows(only);
  if (list) {
    for (const { id, promise } of rows) console.log(`${id.padEnd(36)} ${promise}`);
    return;
  }
  const results = await run(rows, signal, broken === undefined ? undefined : mutationOf(rows, broken));
  console.log(`\n${resultTable(results).join('\n')}`);
  const failed = results.filter(({ failure }) => failure !== undefined);
  const held = results.filter(({ evidence }) => evidence !== undefined);
  const notShown = results.length - failed.length - held.length;
  console.log(`\n${held.length} of ${results.length} promises hold${notShown === 0 ? '' : `, ${notShown} could not be shown`}, in ${elapsed()}.`);
  if (failed.length > 0) throw new Error(`Broken: ${failed.map(({ row }) => row.id).join(', ')}`);
}

function selectedRows(only: string[] | undefined): PromiseRow[] {
  if (!only) return [...ROWS];
  const selects = (id: string, prefix: string) => ROWS.some((row) => row.id === prefix) ? id === prefix : id.startsWith(prefix);
  const unknown = only.filter((prefix) => !ROWS.some(({ id }) => selects(id, prefix)));
  if (unknown.length > 0) throw new ArgumentError(`--only: no row is called ${unknown.join(', ')}; --list shows them all.`);
  return ROWS.filter(({ id }) => only.some((prefix) => selects(id, prefix)));
}

function mutationOf(rows: readonly PromiseRow[], broken: string): Mutation {
  const mutation = MUTATIONS.find((one) => one.broken === broken && rows.length === 1 && one.row === rows[0].id);
  if (!mutation) throw new ArgumentError(`--break: there is no mutation "${broken}" of ${rows.map(({ id }) => id).join(', ')}; docs/proof.md has them all.`);
  return mutation;
}

async function run(rows: readonly PromiseRow[], signal: AbortSignal, mutation?: Mutation): Promise<RowResult[]> {
  const bench = new ProofBench(signal, (message) => print(`  ${message}`), mutation);
  const results: RowResult[] = [];
  try {
    for (const row of rows) row.begin?.(bench);
    for (const row of rows) {
      signal.throwIfAborted();
      print(row.id);
      const result = await checked(row, bench);
      print(`  ${outcome(result)}`);
      results.push(result);
    }
    signal.throwIfAborted();
  } finally {
    await bench.close();
  }
  return results;
}

async function checked(row: PromiseRow, bench: ProofBench): Promise<RowResult> {
  const start = Date.now();
  const seconds = () => (Date.now() - start) / 1000;
  const patience = new AbortController();
  const tooLong = sleep(SECONDS_PER_ROW * 1000, undefined, { signal: patience.signal })
    .then(() => Promise.reject(new Error(`not done after ${SECONDS_PER_ROW} s`)));
  tooLong.catch(() => {});
  try {
    return { row, evidence: await Promise.race([row.check(bench), tooLong]), seconds: seconds() };
  } catch (error) {
    // Neither says anything about the promise.
    if (bench.mutation && (error instanceof MutationMisfit || error instanceof TypeError)) throw error;
    const message = error instanceof Error ? error.message || error.name : String(error);
    if (error instanceof NotShown && process.env.REQUIRE_EVERY_ROW !== 'true') return { row, notShown: message, seconds: seconds() };
    return { row, failure: message, seconds: seconds() };
  } finally {
    patience.abort();
  }
}

function print(message: string): void {
  console.log(`${elapsed().padStart(8)}  ${message}`);
}

function elapsed(): string {
  return `${((Date.now() - startedAt) / 1000).toFixed(0)} s`;
}

runScript(main, USAGE);
