import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const PROJECT_ROOT = join(__dirname, '..', '..');

/** Where consumers are installed and run, with what they download. */
export const CONSUMERS = join(PROJECT_ROOT, '.local', 'consumers');

/** Maven's repository of the packaging and of the Java consumer. */
export const MAVEN_REPOSITORY = join(PROJECT_ROOT, '.local', 'maven');

/** A copy of an example, outside the checkout's own folders; what was installed there before is kept. */
export function copyOfExample(example: string, name = example): string {
  const directory = join(CONSUMERS, name);
  mkdirSync(directory, { recursive: true });
  cpSync(join(PROJECT_ROOT, 'examples', example), directory, { recursive: true });
  return directory;
}

/** Path of the one built package with an ending, such as `.tgz`. */
export function builtPackage(language: string, ending: string): string {
  const directory = join(PROJECT_ROOT, 'dist', language);
  let files: string[] = [];
  try {
    files = readdirSync(directory).filter((file) => file.endsWith(ending));
  } catch {
    // Answered below.
  }
  if (files.length !== 1) throw new Error(`dist/${language} holds ${files.length} packages *${ending}, not one: run \`npm run package-all\` first.`);
  return join(directory, files[0]);
}
