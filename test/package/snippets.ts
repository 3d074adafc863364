import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { docstringErrors, DocumentedAssembly } from './docstrings';
import { JoinedPages, Page } from './joined-pages';
import { repositorySnippetErrors, withoutRepositorySnippets } from './repository-snippets';

// `npx projen snippets`: every TypeScript snippet compiles. Those of docstrings and of the pages against the compiled package, those about
// this repository's own tests as files of it. Everything public has a docstring whose first sentence stands by itself.

const COPY = join('.local', 'snippets');

/** Where jsii-rosetta writes the snippets in each language, and jsii-pacmak looks for them. */
const TRANSLATIONS = '.jsii.tabl.json';

/** Generated from the docstrings, which the assembly holds. */
const GENERATED = 'API.md';

// With those that are about to be added.
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { encoding: 'utf8' });
const pages: Page[] = tracked.trim().split('\n').filter((path) => path !== GENERATED).map((path) => ({ path, markdown: readFileSync(path, 'utf8') }));

const assembly = JSON.parse(readFileSync('.jsii', 'utf8')) as DocumentedAssembly & { name: string; readme: { markdown: string } };
const errors = [...repositorySnippetErrors(pages, process.cwd()), ...docstringErrors(assembly)];
errors.forEach((error) => console.error(error));

// A copy, because jsii-rosetta wants its fixtures at the top of the package.
rmSync(COPY, { recursive: true, force: true });
mkdirSync(COPY, { recursive: true });
for (const file of ['package.json', 'lib', 'docs/order-event.d.ts']) cpSync(file, join(COPY, file), { recursive: true });
cpSync(join('test', 'package', 'snippets'), join(COPY, 'rosetta'), { recursive: true });

const joined = new JoinedPages(pages.map(withoutRepositorySnippets));
// A snippet with imports stands alone, as a reader would paste it.
assembly.readme.markdown = joined.markdown.replace(/^```ts$(?=\nimport )/gm, '```ts nofixture');
writeFileSync(join(COPY, '.jsii'), JSON.stringify(assembly));

const { status, stdout, stderr } = spawnSync('npx', ['jsii-rosetta', 'extract', '--strict', COPY], { encoding: 'utf8' });
process.stderr.write(`${stdout}${stderr}`.replace(
  new RegExp(`${assembly.name}-README-L(\\d+)\\.ts:(\\d+)`, 'g'),
  (_place, fence, line) => joined.positionOf(Number(fence) + Number(line) - linesBefore(Number(fence))),
));
// With it, the packages of other languages show the examples in theirs.
cpSync(join(COPY, TRANSLATIONS), TRANSLATIONS);
process.exitCode = errors.length > 0 ? 1 : status ?? 1;

/** How many lines jsii-rosetta puts before a snippet: those of the fixture, and two marks of its own in place of `/// here`. */
function linesBefore(fence: number): number {
  if (assembly.readme.markdown.split('\n')[fence - 1].endsWith('nofixture')) return 0;
  const fixture = readFileSync(join('test', 'package', 'snippets', 'default.ts-fixture'), 'utf8').split('\n');
  return fixture.findIndex((line) => line.trim() === '/// here') + 2;
}
