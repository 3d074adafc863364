import { setTimeout as sleep } from 'node:timers/promises';

const MILLISECONDS_TO_VANISH = 2_000;

/** Whether any process of the group is still there. */
export function groupExists(leader: number): boolean {
  return signalGroup(leader, 0);
}

/** Asks the leader to end, gives it `graceMilliseconds`, then ends whatever is left of its group. `ended` settles when the leader has ended. */
export async function endGroup(leader: number, ended: Promise<unknown>, graceMilliseconds: number): Promise<void> {
  signal(leader, 'SIGTERM');
  const grace = new AbortController();
  await Promise.race([ended, sleep(graceMilliseconds, undefined, { signal: grace.signal })]);
  grace.abort();
  signalGroup(leader, 'SIGKILL');
  // Where nobody reaps orphans (a container without init), they stay as zombies: no reason to wait for ever.
  const deadline = Date.now() + MILLISECONDS_TO_VANISH;
  while (groupExists(leader) && Date.now() < deadline) await sleep(20);
}

function signalGroup(leader: number, name: NodeJS.Signals | 0): boolean {
  return signal(-leader, name);
}

/** Signals a process, or its group if negative. False if it has ended already. */
export function signal(processId: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(processId, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
