import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Names of all files below test/, wherever they are: what documents cite stays found when it moves. */
export const TEST_FILES: ReadonlySet<string> = new Set(
  readdirSync(join(__dirname, '..'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name));
