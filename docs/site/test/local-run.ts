import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PROJECT_ROOT = join(__dirname, '..', '..', '..');
const MILLISECONDS_TO_SERVE = 600_000;

/** `npm run local`, with an emulator and ports of its own. */
export class LocalRun {
  /** @throws with everything that it printed, if it does not serve the page in time */
  public static async start(): Promise<LocalRun> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'tools/local-run/local.ts'], { cwd: PROJECT_ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    const lines: string[] = [];
    const served = new Promise<string>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          lines.push(line);
          if (line.includes('/try.html')) resolve(line.trim());
        });
      }
      const gaveUp = (why: string) => reject(new Error(`${why}:\n${lines.join('\n')}`));
      child.once('exit', () => gaveUp('npm run local ended before it served the page'));
      setTimeout(() => gaveUp('npm run local did not serve the page in time'), MILLISECONDS_TO_SERVE).unref();
    });
    try {
      return new LocalRun(child, await served);
    } catch (error) {
      child.kill('SIGINT');
      throw error;
    }
  }

  private constructor(private readonly child: ChildProcess, public readonly url: string) {}

  /** What the page's server reads. */
  public async live<T>(name: string): Promise<T> {
    return await (await fetch(new URL(`live/${name}.json`, this.url))).json() as T;
  }

  public async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    this.child.kill('SIGINT');
    await once(this.child, 'exit');
  }
}
