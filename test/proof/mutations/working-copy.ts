import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { edited, Mutation } from './mutation';
import { ProcessFailure, runProcess } from '../../../tools/processes/process-run';

const PROJECT_ROOT = join(__dirname, '..', '..', '..');
const MILLISECONDS_TO_CLEAN_UP = 30_000;

interface Outcome {
  readonly failed: boolean;
  readonly output: string;
}

/** A clone of HEAD with its history, in which the platform can be broken without touching the project. */
export class WorkingCopy {
  /** @param directory to be made; whoever calls removes it */
  public static async create(directory: string, signal: AbortSignal): Promise<WorkingCopy> {
    const copy = new WorkingCopy(directory, signal);
    mkdirSync(copy.temporaryDirectory, { recursive: true });
    await copy.run('git', ['clone', '--quiet', '--shared', PROJECT_ROOT, copy.checkout], directory);
    for (const shared of ['node_modules', '.local']) symlinkSync(join(PROJECT_ROOT, shared), join(copy.checkout, shared));
    return copy;
  }

  private readonly checkout: string;
  private readonly temporaryDirectory: string;

  private constructor(directory: string, private readonly signal: AbortSignal) {
    this.checkout = join(directory, 'checkout');
    this.temporaryDirectory = join(directory, 'tmp');
  }

  /** What `proof --only <row>` prints while the mutation is in place, and whether it fails. */
  public async prove({ row, edits }: Mutation): Promise<Outcome> {
    const originals = new Map<string, string>();
    try {
      for (const edit of edits) {
        const path = join(this.checkout, edit[0]);
        const before = readFileSync(path, 'utf8');
        if (!originals.has(path)) originals.set(path, before);
        writeFileSync(path, edited(before, edit));
      }
      await this.run(process.execPath, ['--import', 'tsx', 'tools/bundling/bundle.ts']);
      return await this.proof(row);
    } finally {
      for (const [path, original] of originals) writeFileSync(path, original);
    }
  }

  private async proof(row: string): Promise<Outcome> {
    try {
      return { failed: false, output: (await this.run(process.execPath, ['--import', 'tsx', 'test/proof/proof.ts', '--only', row])).join('\n') };
    } catch (error) {
      if (error instanceof ProcessFailure) return { failed: true, output: error.lines.join('\n') };
      throw error;
    }
  }

  private async run(command: string, args: string[], cwd = this.checkout): Promise<string[]> {
    return runProcess(command, args, {
      cwd, env: { ...process.env, TMPDIR: this.temporaryDirectory, CI: '' }, signal: this.signal, graceMilliseconds: MILLISECONDS_TO_CLEAN_UP,
    });
  }
}
