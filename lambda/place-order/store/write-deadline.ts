/** Time to turn a failed write into an answer. */
const ANSWER_RESERVE = 500;
/** Beyond this a caller has better things to do than wait; well below API Gateway's 30 seconds. */
export const LONGEST_WRITE = 10_000;

/** The write took longer than the invocation can wait. It may still arrive. */
export class WriteDeadlineError extends Error {
  constructor() {
    super('The write did not answer in time');
    this.name = 'WriteDeadlineError';
  }
}

/**
 * Runs a write with all its retries within the invocation's remaining time.
 *
 * @param remaining milliseconds until Lambda ends the invocation
 * @throws WriteDeadlineError
 */
export async function withinDeadline<T>(remaining: number, write: (abortSignal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new WriteDeadlineError());
      abort.abort();
    }, Math.min(Math.max(remaining - ANSWER_RESERVE, 0), LONGEST_WRITE));
  });
  try {
    // The SDK doesn't look at the signal while it waits between two attempts; the race does.
    return await Promise.race([write(abort.signal), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
