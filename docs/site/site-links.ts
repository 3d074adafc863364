import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { LinkResolver } from './markdown-page';
import { MarkdownSource, PROJECT_ROOT } from './site-pages';

/** Resolves the links of Markdown files to pages of the site, and remembers those that lead nowhere. */
export class SiteLinks {
  /** Pictures that the pages show: file in the project → file in the site. */
  public readonly pictures = new Map<string, string>();
  public readonly broken: string[] = [];

  private readonly pathOf: Map<string, string>;
  private readonly fragments: { from: string; href: string; path: string; fragment: string }[] = [];
  private readonly repository = repositoryUrl();

  constructor(pages: readonly MarkdownSource[]) {
    this.pathOf = new Map(pages.map(({ source, path }) => [source, path]));
  }

  public resolverOf({ source, path }: MarkdownSource): LinkResolver {
    return (href, kind) => {
      const own = this.ownFile(source, href);
      if (own === undefined) return href;
      const [file, fragment] = own;
      if (kind === 'image') return this.picture(source, href, file, path);
      const target = file === source ? path : this.pathOf.get(file) ?? this.indexOf(file);
      if (target === undefined) return this.repositoryFile(source, href, file);
      if (fragment) this.fragments.push({ from: source, href, path: target, fragment });
      return `${relative(path, target)}${fragment ? `#${fragment}` : ''}`;
    };
  }

  /** Finds links to headings that do not exist. */
  public checkFragments(htmlOf: ReadonlyMap<string, string>): void {
    for (const { from, href, path, fragment } of this.fragments) {
      const html = htmlOf.get(path) ?? '';
      if (!html.includes(`id="${fragment}"`) && !html.includes(`name="${fragment}"`)) this.broken.push(`${from}: ${href} (no such heading)`);
    }
  }

  /** The project's file that a link names, with its fragment; nothing for other sites. */
  private ownFile(source: string, href: string): [string, string] | undefined {
    const raw = `${this.repository.replace('https://github.com', 'https://raw.githubusercontent.com')}/main/`;
    const blob = `${this.repository}/blob/main/`;
    const inProject = [raw, blob].find((prefix) => href.startsWith(prefix));
    if (!inProject && /^[a-z][a-z+.-]*:/i.test(href)) return undefined;
    const [file, fragment = ''] = (inProject ? href.slice(inProject.length) : href).split('#');
    if (file === '') return [source, fragment];
    return [posix.normalize(inProject ? file : posix.join(posix.dirname(source), file)).replace(/\/$/, ''), fragment];
  }

  /** A folder is the page about it. */
  private indexOf(folder: string): string | undefined {
    return this.pathOf.get(`${folder}/README.md`) ?? (folder === 'docs/adr' ? 'adr/index.html' : undefined);
  }

  private picture(source: string, href: string, file: string, path: string): string {
    if (!existsSync(join(PROJECT_ROOT, file))) this.broken.push(`${source}: ${href} (no such picture)`);
    const target = file.replace(/^docs\//, '').replace(/^bench\/results\//, 'bench/');
    this.pictures.set(file, target);
    return relative(path, target);
  }

  private repositoryFile(source: string, href: string, file: string): string {
    const absolute = join(PROJECT_ROOT, file);
    const found = statSync(absolute, { throwIfNoEntry: false });
    if (!found) this.broken.push(`${source}: ${href} (no such file)`);
    return `${this.repository}/${found?.isDirectory() ? 'tree' : 'blob'}/main/${file}`;
  }
}

/** How one page of the site refers to another. */
export function relative(from: string, to: string): string {
  return posix.relative(posix.dirname(from), to) || posix.basename(to);
}

export function repositoryUrl(): string {
  const { repository } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8'));
  return String(repository.url).replace(/\.git$/, '');
}
