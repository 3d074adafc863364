import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command';
import { PROJECT_ROOT } from './directories';

/** A CloudFormation template. */
export interface Template {
  readonly Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
  readonly Outputs?: Record<string, { Export?: { Name: unknown } }>;
}

/**
 * Runs `cdk synth` in a consumer's directory, with its own CLI if it has one.
 *
 * @param directory the consumer
 * @param env environment variables of the CLI and of the app
 * @returns the templates by file name, with asset hashes replaced
 */
export function synthesize(directory: string, env: NodeJS.ProcessEnv = {}): Record<string, Template> {
  const output = join(directory, 'cdk.out');
  rmSync(output, { recursive: true, force: true });
  const [cli] = [directory, PROJECT_ROOT].map((root) => join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk')).filter((file) => existsSync(file));
  run(process.execPath, [
    cli, 'synth', '--quiet', '--no-notices', '--no-version-reporting', '--output', output,
  ], { cwd: directory, env });
  const files = readdirSync(output).filter((file) => file.endsWith('.template.json'));
  return Object.fromEntries(files.map((file) => [file, JSON.parse(withoutAssetHashes(readFileSync(join(output, file), 'utf8')))]));
}

function withoutAssetHashes(template: string): string {
  return template.replace(/\b[0-9a-f]{64}\b/g, '<asset hash>');
}
