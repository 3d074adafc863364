import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { constructTypes, titleOf } from './generated-pages';

export const PROJECT_ROOT = join(import.meta.dirname, '..', '..', '..');

/** Whether a server with `live/*.json` stands behind the site: adds the page to place orders with. */
export const LIVE = process.env.LIVE_PAGE === '1';

/** Everything below the project that is no page; API.md becomes many. */
export const NO_PAGES = [
  '!(README).md', '!(docs|bench|examples)/**/*', 'bench/!(results)/**/*', 'examples/!(caching|fulfilment)/**/*', ...LIVE ? [] : ['docs/site/try.md'],
];

/** Path in the site of a Markdown file of the project. */
export function pageOf(source: string): string {
  return source.replace(/README\.md$/, 'index.md').replace(/^docs\/(site\/)?|(?<=^bench\/)results\//, '');
}

/** Whether a file of the project is a page of the site. */
export function isPage(source: string): boolean {
  return /^(README|docs\/(adr\/)?[^/]+|bench\/results\/[^/]+|examples\/((caching|fulfilment)\/)?README)\.md$/.test(source) && existsSync(join(PROJECT_ROOT, source));
}

/** The order in which the guides are read. */
const READING: Record<string, string[]> = {
  Start: ['README.md', 'docs/local-run.md', 'examples/README.md'],
  Use: ['docs/presets.md', 'docs/consumers.md', 'examples/fulfilment/README.md', 'examples/caching/README.md', 'docs/cloudformation.md'],
  Operate: ['docs/operations.md', 'docs/cost.md', 'docs/scale.md', 'docs/performance.md'],
  Understand: ['docs/security.md', 'docs/threat-model.md', 'docs/proof.md', 'docs/requirement.md'],
};

export function sidebar(): DefaultTheme.SidebarItem[] {
  const listed = Object.values(READING).flat();
  // A guide that nobody has put into the order stands at its end.
  READING.Understand.push(...[...markdownIn('docs'), ...markdownIn('bench/results')].filter((source) => !listed.includes(source)));
  const groups = Object.entries(READING).map(([text, sources]) => ({ text, items: sources.filter(isPage).map(item) }));
  groups[1].items.unshift({ text: 'HTTP API', link: '/http-api' });
  const types = constructTypes().reduce<Record<string, DefaultTheme.SidebarItem[]>>((kinds, { kind, name }) => {
    (kinds[kind] ??= []).push({ text: name, link: `/construct-reference/${name}` });
    return kinds;
  }, {});
  return [
    ...groups,
    { text: 'Construct reference', link: '/construct-reference/', collapsed: true, items: Object.entries(types).map(([text, items]) => ({ text, items })) },
    { text: 'Decisions', link: '/adr/', collapsed: true, items: markdownIn('docs/adr').map(item) },
  ];
}

function markdownIn(folder: string): string[] {
  return readdirSync(join(PROJECT_ROOT, folder)).filter((file) => file.endsWith('.md')).sort().map((file) => `${folder}/${file}`);
}

function item(source: string): DefaultTheme.SidebarItem {
  return { text: source === 'README.md' ? 'Overview' : titleOf(readFileSync(join(PROJECT_ROOT, source), 'utf8')), link: `/${pageOf(source).replace(/(index)?\.md$/, '')}` };
}
