import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtPage } from '../../../tools/local-run/page/built-page';
import { signal } from '../../../tools/processes/process-group';

const SECONDS = 60;
jest.setTimeout(SECONDS * 1000);

test('an interrupted install leaves nothing of what it has started', async () => {
  const scripts = mkdtempSync(join(tmpdir(), 'built-page-'));
  const idFile = join(scripts, 'id');
  // As install.ts runs npm: a process that waits for another one.
  writeFileSync(join(scripts, 'install.ts'), `
    import { execFileSync } from 'node:child_process';
    execFileSync('sh', ['-c', 'echo $$ > ${idFile}.part; mv ${idFile}.part ${idFile}; exec sleep ${SECONDS}']);
  `);
  const interruption = new AbortController();
  const built = builtPage(interruption.signal, scripts);
  const outcome = built.catch((error: Error) => error.message);
  try {
    while (!existsSync(idFile)) await sleep(50);
    interruption.abort(new Error('interrupted'));
    expect(await outcome).toBe('interrupted');
    expect(signal(Number(readFileSync(idFile, 'utf8')), 0)).toBe(false);
  } finally {
    rmSync(scripts, { recursive: true });
  }
});
