import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export interface PackageSize {
  /** Bytes of the tarball. */
  readonly packed: number;
  readonly unpacked: number;
  readonly files: number;
}

/** Size of what `npm publish` would upload now. */
export function packageSize(): PackageSize {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: join(__dirname, '../..'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [{ size, unpackedSize, entryCount }] = JSON.parse(output);
  return { packed: size, unpacked: unpackedSize, files: entryCount };
}
