import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ProofBench } from './proof-bench';

/** A stand-in for DynamoDB in a process of its own. */
export interface StandIn {
  readonly endpoint: string;
  readonly certificateFile: string;

  /** Number of orders stored since the last call. */
  stored(): Promise<number>;
}

export async function startStandIn(bench: ProofBench): Promise<StandIn> {
  const child = fork(join(__dirname, 'stand-in-process.ts'), { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  bench.onClose(async () => {
    if (child.connected) child.disconnect();
    await ended;
  });
  const message = async <T>() => {
    const [value] = await Promise.race([once(child, 'message'), ended.then(() => Promise.reject(new Error('the stand-in for DynamoDB ended')))]);
    return value as T;
  };
  const { endpoint, certificateFile } = await message<{ endpoint: string; certificateFile: string }>();
  return {
    endpoint,
    certificateFile,
    async stored() {
      child.send('stored');
      return (await message<{ stored: number }>()).stored;
    },
  };
}
