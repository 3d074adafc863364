import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// `npx projen snippets`: every TypeScript snippet of docstrings, README and docs/ compiles against the compiled package.

/** Its snippets are about the tests of this repository, not about the package. */
const NOT_ABOUT_THE_PACKAGE = ['local-run.md'];

const COPY = join('.local', 'snippets');

// A copy, because jsii-rosetta wants its fixtures at the top of the package.
rmSync(COPY, { recursive: true, force: true });
mkdirSync(COPY, { recursive: true });
for (const file of ['package.json', 'lib']) cpSync(file, join(COPY, file), { recursive: true });
cpSync(join('test', 'package', 'snippets'), join(COPY, 'rosetta'), { recursive: true });

const assembly = JSON.parse(readFileSync('.jsii', 'utf8')) as { readme: { markdown: string } };
const pages = [
  'README.md',
  ...readdirSync('docs').filter((file) => file.endsWith('.md') && !NOT_ABOUT_THE_PACKAGE.includes(file)).map((file) => join('docs', file)),
];
// A snippet with imports stands alone, as a reader would paste it.
assembly.readme.markdown = pages.map((page) => readFileSync(page, 'utf8')).join('\n\n').replace(/^```ts$(?=\nimport )/gm, '```ts nofixture');
writeFileSync(join(COPY, '.jsii'), JSON.stringify(assembly));

const { status } = spawnSync('npx', ['jsii-rosetta', 'extract', '--strict', COPY], { stdio: 'inherit' });
process.exitCode = status ?? 1;
