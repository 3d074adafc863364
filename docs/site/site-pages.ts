import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const PROJECT_ROOT = join(__dirname, '..', '..');

/** A page of the site that comes from a Markdown file of the project. */
export interface MarkdownSource {
  /** Path of the file, from the project's root. */
  readonly source: string;
  /** Path of the page, from the site's root. */
  readonly path: string;
  readonly title: string;
}

/** A group of pages in the navigation. */
export interface PageGroup {
  readonly title: string;
  readonly pages: readonly MarkdownSource[];
}

/** Every Markdown file that the site shows, as far as it exists. */
export function pageGroups(): PageGroup[] {
  const groups: PageGroup[] = [
    { title: 'Start', pages: [page('README.md', 'index.html', 'Overview'), page('API.md', 'construct-reference.html', 'Construct reference')] },
    { title: 'Guides', pages: directory('docs', '') },
    { title: 'Measurements', pages: directory('bench/results', 'bench/') },
    { title: 'Decisions', pages: directory('docs/adr', 'adr/') },
  ];
  return groups
    .map(({ title, pages }) => ({ title, pages: pages.filter(({ source }) => existsSync(join(PROJECT_ROOT, source))) }))
    .filter(({ pages }) => pages.length > 0);
}

function directory(from: string, to: string): MarkdownSource[] {
  const absolute = join(PROJECT_ROOT, from);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute).filter((file) => file.endsWith('.md')).sort()
    .map((file) => page(`${from}/${file}`, `${to}${file === 'README.md' ? 'index' : file.replace(/\.md$/, '')}.html`));
}

function page(source: string, path: string, title = firstHeading(source)): MarkdownSource {
  return { source, path, title };
}

function firstHeading(source: string): string {
  const heading = /^#\s+(.+)$/m.exec(readFileSync(join(PROJECT_ROOT, source), 'utf8'));
  return heading ? heading[1].replace(/[`*]/g, '').trim() : source;
}
