import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Metafile } from 'esbuild';

/** Licences that allow to ship the code in a package under Apache-2.0. */
const ACCEPTED = ['Apache-2.0', 'MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'];

interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/**
 * Writes the licences of all packages of which code is in the bundles, as they ask for.
 *
 * @throws Error if a package has a licence that was not thought about
 */
export function writeThirdPartyLicences(file: string, metafiles: readonly Metafile[]): void {
  const files = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const directories = new Set(files.map(packageDirectory).filter((directory) => directory !== undefined));
  const packages = [...directories].map(readPackage).sort((one, other) => one.name.localeCompare(other.name));
  const refused = packages.filter(({ licence }) => !ACCEPTED.includes(licence));
  if (refused.length > 0) throw new Error(`Not to be bundled: ${refused.map(({ name, licence }) => `${name} (${licence})`).join(', ')}`);

  const byText = new Map<string, BundledPackage[]>();
  for (const bundled of packages) byText.set(bundled.text, [...byText.get(bundled.text) ?? [], bundled]);
  const sections = [...byText].map(([text, sharing]) => [
    ...sharing.map(({ name, version, licence }) => `${name} ${version} (${licence})`), '', text,
  ].join('\n'));
  writeFileSync(file, `Packages of which code is in the bundles beside this file, with their licences.\n\n${sections.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
}

/** The package that a file belongs to; undefined for files of this project. */
function packageDirectory(path: string): string | undefined {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
}

function readPackage(directory: string): BundledPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const file = readdirSync(directory).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  const text = file && existsSync(join(directory, file)) ? readFileSync(join(directory, file), 'utf8').replace(/\r\n/g, '\n').trim() : `Licence: ${license}`;
  return { name, version, licence: license, text };
}
