import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { edited, Mutation } from './mutation';
import { endGroup } from '../../local-aws/process-group';

const PROJECT_ROOT = join(__dirname, '..', '..', '..');
const MILLISECONDS_TO_CLEAN_UP = 30_000;

interface Outcome {
  readonly exitCode: number | null;
  readonly output: string;
}

/** A clone of HEAD with its history, in which the platform can be broken without touching the project. */
export class WorkingCopy {
  /** @param directory to be made; whoever calls removes it */
  public static async create(directory: string, signal: AbortSignal): Promise<WorkingCopy> {
    const copy = new WorkingCopy(directory, signal);
    mkdirSync(copy.temporaryDirectory, { recursive: true });
    await copy.succeed('git', ['clone', '--quiet', '--shared', PROJECT_ROOT, copy.checkout], directory);
    for (const shared of ['node_modules', '.local']) symlinkSync(join(PROJECT_ROOT, shared), join(copy.checkout, shared));
    return copy;
  }

  private readonly checkout: string;
  private readonly temporaryDirectory: string;

  private constructor(directory: string, private readonly signal: AbortSignal) {
    this.checkout = join(directory, 'checkout');
    this.temporaryDirectory = join(directory, 'tmp');
  }

  /** What `proof --only <row>` prints and exits with while the mutation is in place. */
  public async prove({ row, edits }: Mutation): Promise<Outcome> {
    const originals = new Map<string, string>();
    try {
      for (const edit of edits) {
        const path = join(this.checkout, edit[0]);
        const before = readFileSync(path, 'utf8');
        if (!originals.has(path)) originals.set(path, before);
        writeFileSync(path, edited(before, edit));
      }
      await this.succeed(process.execPath, ['--import', 'tsx', 'lambda/bundle.ts']);
      return await this.run(process.execPath, ['--import', 'tsx', 'test/proof/proof.ts', '--only', row]);
    } finally {
      for (const [path, original] of originals) writeFileSync(path, original);
    }
  }

  private async succeed(command: string, args: string[], cwd?: string): Promise<void> {
    const { exitCode, output } = await this.run(command, args, cwd);
    if (exitCode !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${exitCode}:\n${output}`);
  }

  private async run(command: string, args: string[], cwd = this.checkout): Promise<Outcome> {
    this.signal.throwIfAborted();
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, TMPDIR: this.temporaryDirectory, CI: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: Ctrl-C reaches only this process, which then ends the others in order.
      detached: true,
    });
    const finished = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number | null]>]);
    const end = () => void endGroup(child.pid!, finished, MILLISECONDS_TO_CLEAN_UP);
    this.signal.addEventListener('abort', end, { once: true });
    const [output, errors, [exitCode]] = await finished;
    this.signal.removeEventListener('abort', end);
    this.signal.throwIfAborted();
    return { exitCode, output: `${output}\n${errors}` };
  }
}
