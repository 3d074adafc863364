import { parseArgs } from 'node:util';

export interface ConstructOptions {
  /** Only what continuous integration gates on. */
  readonly quick: boolean;
}

export const USAGE = `npm run bench:construct -- [--quick]
  --quick  few rounds, the least disturbed of which counts; writes no results`;

/** @throws Error that says what is wrong */
export function parseOptions(args: readonly string[]): ConstructOptions {
  const { values } = parseArgs({ args: [...args], options: { quick: { type: 'boolean', default: false } } });
  return { quick: values.quick };
}
