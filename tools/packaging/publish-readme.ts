import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withPublishedLinks } from './published-links';

// `npm pack` runs this before (and with `--restore` after) it packs: the README of every language's package leads to the repository, while that
// of the repository leads to the files beside it. Silent, because jsii-pacmak reads what `npm pack` prints.

const README = 'README.md';
const ASSEMBLY = '.jsii';
const ORIGINAL = join('.local', 'packaging', README);

if (process.argv.includes('--restore')) {
  if (existsSync(ORIGINAL)) renameSync(ORIGINAL, README);
} else {
  publish();
}

function publish(): void {
  const { version, repository } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string; repository: { url: string } };
  const published = (markdown: string) => withPublishedLinks(markdown, {
    url: repository.url.replace(/\.git$/, ''),
    // What is not released has no tag.
    ref: version === '0.0.0' ? 'main' : `v${version}`,
    isDirectory: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
  });

  const readme = readFileSync(README, 'utf8');
  if (published(readme) !== readme) {
    mkdirSync(dirname(ORIGINAL), { recursive: true });
    writeFileSync(ORIGINAL, readme);
    writeFileSync(README, published(readme));
  }
  const assembly = JSON.parse(readFileSync(ASSEMBLY, 'utf8')) as { readme: { markdown: string } };
  assembly.readme.markdown = published(assembly.readme.markdown);
  writeFileSync(ASSEMBLY, JSON.stringify(assembly, null, 2));
}
