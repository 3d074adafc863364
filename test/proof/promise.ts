import { ProofBench } from './proof-bench';

/** A promise to users, and how it is shown to hold. */
export interface PromiseRow {
  /** `<group>/<what>`: what `--only` takes. */
  readonly id: string;

  /** What users rely on. */
  readonly promise: string;

  /** How it is tested, in a few words. */
  readonly how: string;

  /** The AWS behaviour that the local AWS does not have, and what stands in for it. @default - nothing of the row is unproven */
  readonly unproven?: string;

  /** Starts what takes long, before the first row is checked. @default - nothing */
  begin?(bench: ProofBench): void;

  /**
   * Shows it.
   *
   * @returns what was seen, in a few words
   * @throws NotShown if it cannot be shown here; any other error if the promise does not hold
   */
  check(bench: ProofBench): Promise<string>;
}

/** Thrown by a row that lacks what it needs: neither shown nor broken. In CI it counts as broken. */
export class NotShown extends Error {}

/** The same result for every caller; computed at the first call of each bench. */
export function perBench<T>(compute: (bench: ProofBench) => Promise<T>): (bench: ProofBench) => Promise<T> {
  const results = new WeakMap<ProofBench, Promise<T>>();
  return (bench) => {
    if (!results.has(bench)) results.set(bench, compute(bench));
    return results.get(bench)!;
  };
}
