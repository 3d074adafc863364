import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { breakBundle } from './mutations/broken-synthesizer';
import { Mutation } from './mutations/mutation';
import { bootstrap } from '../../tools/local-aws/cdk-cli';
import { MiniStack, MiniStackOptions, startMiniStack } from '../../tools/local-aws/ministack';

/** What rows are tested on. Whatever it has started ends with it. */
export class ProofBench {
  /** For the files of this run. */
  public readonly directory = mkdtempSync(join(tmpdir(), 'order-platform-proof-'));

  private readonly closers: (() => Promise<void>)[] = [];
  private sharedMiniStack?: Promise<MiniStack>;

  /** @param mutation what is broken on purpose in all that is synthesized here */
  constructor(public readonly signal: AbortSignal, public readonly progress: (message: string) => void, public readonly mutation?: Mutation) {}

  /** The bootstrapped local AWS that rows share: stacks of different rows have different names. */
  public miniStack(): Promise<MiniStack> {
    this.sharedMiniStack ??= this.startMiniStack().then(async (miniStack) => {
      await bootstrap(miniStack, { signal: this.signal });
      return miniStack;
    });
    return this.sharedMiniStack;
  }

  /** A local AWS for one row alone. */
  public async startMiniStack(options: MiniStackOptions = {}): Promise<MiniStack> {
    const miniStack = await startMiniStack({ ...options, signal: this.signal, onProgress: this.progress });
    this.onClose(() => miniStack.stop());
    return miniStack;
  }

  /** Folder of a bundle in assets/, or of its broken copy. */
  public bundle(name: string): string {
    const built = join(__dirname, '..', '..', 'assets', name);
    if (this.mutation?.bundle?.name !== name) return built;
    const broken = join(mkdtempSync(join(this.directory, 'bundle-')), name);
    breakBundle(built, this.mutation.bundle, broken);
    return broken;
  }

  /** Registers what must end with the bench: the last comes first. */
  public onClose(close: () => Promise<void>): void {
    this.closers.unshift(close);
  }

  public async close(): Promise<void> {
    for (const close of this.closers.splice(0)) await close();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
