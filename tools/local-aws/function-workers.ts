import { readdirSync, readFileSync } from 'node:fs';

/** Process ids of the workers that run a function in MiniStack: processes of its group with the function's name in their environment. */
export function functionWorkers(processGroup: number, functionName: string): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      // After the command's name in parentheses: state, parent, group.
      const group = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')[2]);
      return group === processGroup && readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`AWS_LAMBDA_FUNCTION_NAME=${functionName}`);
    } catch {
      // Ended since.
      return false;
    }
  });
}
