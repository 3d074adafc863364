import { setTimeout as sleep } from 'node:timers/promises';
import { groupExists } from '../../../tools/processes/process-group';
import { ProcessFailure, runProcess } from '../../../tools/processes/process-run';

test('returns what was printed', async () => {
  expect(await runProcess('sh', ['-c', 'echo one; echo two >&2'])).toEqual(expect.arrayContaining(['one', 'two']));
});

test('a failure says the exit code and what was printed', async () => {
  const failure = await runProcess('sh', ['-c', 'echo why; exit 3']).catch((error) => error);
  expect(failure).toBeInstanceOf(ProcessFailure);
  expect(failure.message).toBe('sh -c failed with exit code 3:\nwhy');
});

test('a command that does not exist is a failure', async () => {
  await expect(runProcess('no-such-command', [])).rejects.toThrow('ENOENT');
});

test('an abort ends the process with what it has started, and is what is thrown', async () => {
  const interruption = new AbortController();
  const reason = new Error('interrupted');
  let leader: number | undefined;
  const running = runProcess('sh', ['-c', 'echo $$; sleep 60 & sleep 60'], {
    signal: interruption.signal,
    onLine: (line) => {
      leader = Number(line);
      interruption.abort(reason);
    },
  });
  await expect(running).rejects.toBe(reason);
  expect(leader).toBeGreaterThan(0);
  expect(groupExists(leader!)).toBe(false);
});

test('an abort that came before starts nothing', async () => {
  const lines: string[] = [];
  await expect(runProcess('sh', ['-c', 'echo started'], { signal: AbortSignal.abort(), onLine: (line) => lines.push(line) })).rejects.toThrow('aborted');
  await sleep(100);
  expect(lines).toEqual([]);
});
