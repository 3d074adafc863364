import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Reason of an abort: somebody wants this process to end. */
export class Interruption extends Error {
  /** What shells report for a process that this signal ended. */
  public readonly exitCode: number;

  constructor(signal: typeof SIGNALS[number]) {
    super(`Interrupted by ${signal}.`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/**
 * A signal that aborts when this process is told to end, or when its parent is gone (npm does not always pass signals on).
 */
export function interruptionSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of SIGNALS) process.on(signal, () => controller.abort(new Interruption(signal)));
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) controller.abort(new Interruption('SIGHUP'));
  }, 250).unref();
  return controller.signal;
}
