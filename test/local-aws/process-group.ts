import { setTimeout as sleep } from 'node:timers/promises';

/** Whether any process of the group is still there. */
export function groupExists(leader: number): boolean {
  return signalGroup(leader, 0);
}

/** Asks the leader to end, gives it `graceMilliseconds`, then ends whatever is left of its group. */
export async function endGroup(leader: number, graceMilliseconds: number): Promise<void> {
  try {
    process.kill(leader, 'SIGTERM');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  const deadline = Date.now() + graceMilliseconds;
  while (groupExists(leader) && Date.now() < deadline) await sleep(20);
  while (signalGroup(leader, 'SIGKILL')) await sleep(20);
}

function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-leader, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
