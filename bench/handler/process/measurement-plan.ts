/** What a driver does in its process. */
export interface MeasurementPlan {
  /** File that exports `handler`. */
  readonly handlerFile: string;
  /** API event; each invocation gets it with an `idempotency-key` of its own. */
  readonly event: { readonly headers: Readonly<Record<string, string>> };
  /** Makes the idempotency keys of this process unlike all others. */
  readonly keyPrefix: string;
  /** Invocations after the first that are not measured, while the code gets compiled. */
  readonly warmUpInvocations: number;
  readonly measuredInvocations: number;
  /** Numbers of invocations, rising, after which memory is taken; the run goes on to the last. */
  readonly memoryCheckpoints?: readonly number[];
}

/** Bytes of a process. */
export interface MemoryUse {
  readonly resident: number;
  /** Of JavaScript objects, when those that nothing needs any more have been collected. */
  readonly heap: number;
}

/** What a driver reports, as one line of JSON on file descriptor 3. Times in milliseconds, of CPU including all threads. */
export interface MeasuredProcess {
  readonly initWall: number;
  readonly initCpu: number;
  readonly firstWall: number;
  readonly firstCpu: number;
  /** Median. */
  readonly warmWall: number;
  /** Mean: single invocations are too short for the CPU clock. */
  readonly warmCpu: number;
  /** Resident bytes after the last invocation. */
  readonly memory: number;
  /** Bytes at each checkpoint. */
  readonly memoryAtCheckpoints: readonly MemoryUse[];
  /** Files that initialisation and the first invocation loaded; empty where the runtime brings them. */
  readonly loadedFiles: readonly string[];
  /** Answer to the first invocation. */
  readonly answer: { readonly statusCode: number; readonly headers?: Record<string, string>; readonly body?: string };
}
