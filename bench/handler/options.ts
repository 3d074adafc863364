import { ArgumentError, parseOptions } from '../../tools/processes/script';

export interface BenchmarkOptions {
  /** Rounds in which every contestant runs once. */
  readonly rounds: number;
  /** Only what continuous integration gates on: bytes and CPU time. */
  readonly quick: boolean;
}

/** What the bars ask for. */
export const FULL_ROUNDS = 40;
const MAX_ROUNDS = 1000;

export const USAGE = `npm run bench:handler -- [--rounds N] [--quick]
  --rounds N  rounds in which every contestant runs once (${FULL_ROUNDS}); fewer write no results
  --quick     bytes and CPU time only, against the bare handler and the SDK alone; writes no results`;

/** @throws ArgumentError that says what to change */
export function parseBenchmarkOptions(args: string[]): BenchmarkOptions {
  const values = parseOptions(args, { rounds: { type: 'string' }, quick: { type: 'boolean' } });
  const rounds = Number(values.rounds ?? FULL_ROUNDS);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > MAX_ROUNDS) {
    throw new ArgumentError(`--rounds must be a whole number from 1 to ${MAX_ROUNDS}, got: ${values.rounds}`);
  }
  return { rounds, quick: values.quick ?? false };
}
