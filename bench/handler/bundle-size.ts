import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

export interface BundleSize {
  readonly bytes: number;
  readonly gzipBytes: number;
}

/** Size of all files that a cold invocation loads. */
export function bundleSize(loadedFiles: readonly string[]): BundleSize {
  const files = loadedFiles.map((file) => readFileSync(file));
  return {
    bytes: files.reduce((sum, file) => sum + file.length, 0),
    gzipBytes: files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0),
  };
}
