import { execFileSync } from 'node:child_process';
import { isUpToDate } from '../../tools/bundling/up-to-date';

/** Before the first test of a run: builds what tests load from assets/, unless it is there and up to date. */
export default function buildAssets(): void {
  if (isUpToDate()) return;
  execFileSync(process.execPath, ['--import', 'tsx', 'tools/bundling/bundle.ts'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
