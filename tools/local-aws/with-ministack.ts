import { setTimeout as sleep } from 'node:timers/promises';
import { MiniStack, MiniStackOptions, startMiniStack } from './ministack';

/** Starts a local AWS, uses it, and ends it whatever happens. */
export async function withMiniStack(options: MiniStackOptions, use: (miniStack: MiniStack) => Promise<void>): Promise<void> {
  const miniStack = await startMiniStack(options);
  options.onProgress?.(`Local AWS is up at ${miniStack.endpoint}`);
  try {
    await use(miniStack);
  } catch (error) {
    // Most errors follow from one of two events, which tell more than they do.
    options.signal?.throwIfAborted();
    const ended = await Promise.race([miniStack.ended.then(() => true), sleep(200, false)]);
    throw ended ? new Error(`MiniStack ended unexpectedly.\n${miniStack.log()}`) : error;
  } finally {
    await miniStack.stop();
  }
}
