import { readFileSync, statSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { isPage, pageOf, PROJECT_ROOT } from './contents';
import { CONSTRUCT_REFERENCE, pageOfAnchor } from './generated-pages';

/** Elements and components within a text. */
const HTML = /^<(!--|\/?(a|br|code|kbd|strong|sub|sup)\b|[A-Z])/;

/** Shows Markdown as GitHub does; links that work there lead to pages of the site, and those to other files of the project to GitHub. */
export function asOnGitHub(markdown: MarkdownRenderer): void {
  const { link_open: link, image } = markdown.renderer.rules;
  markdown.renderer.rules.link_open = (tokens, index, options, env, self) => {
    const href = tokens[index].attrGet('href')!;
    if (!tokens[index].attrGet('class')?.includes('header-anchor')) tokens[index].attrSet('href', siteLink(sourceOf(env), href));
    return link!(tokens, index, options, env, self);
  };
  markdown.renderer.rules.image = (tokens, index, options, env, self) => {
    const file = fileOf(sourceOf(env), tokens[index].attrGet('src')!);
    if (file) tokens[index].attrSet('src', relative(posix.dirname(env.realPath ?? env.path), join(PROJECT_ROOT, file)).replace(/^(?!\.)/, './'));
    const html = image!(tokens, index, options, env, self);
    // Drawings have text, which must not shrink with the page.
    return file?.endsWith('.svg') ? `<span class="picture" role="group" aria-label="Picture" tabindex="0">${html}</span>` : html;
  };
  // Any other name in angle brackets within a text is a name.
  markdown.renderer.rules.html_inline = (tokens, index) => {
    const { content } = tokens[index];
    return HTML.test(content) ? content : markdown.utils.escapeHtml(content);
  };
  // An empty corner of a table heads nothing.
  markdown.core.ruler.push('empty_header', ({ tokens }) => tokens.forEach((token, index) => {
    if (token.type === 'th_open' && tokens[index + 1].content === '') token.tag = tokens[index + 2].tag = 'td';
  }));
}

/** Where a rendered file stands: `path` is where its page will be. */
function sourceOf({ realPath, path }: { readonly realPath?: string; readonly path: string }): string {
  return relative(PROJECT_ROOT, realPath ?? path);
}

/** @throws Error if a file of the project is linked that is not there */
function siteLink(source: string, href: string): string {
  const file = fileOf(source, href);
  if (file === undefined) return href;
  const [, fragment = ''] = /(#.*)$/.exec(href) ?? [];
  const page = file === 'API.md' ? `${CONSTRUCT_REFERENCE}/${pageOfAnchor(fragment)}.md` : [file, `${file}/README.md`].filter(isPage).map(pageOf)[0];
  if (page) return posix.relative(posix.dirname(pageOf(source)), page) + fragment;
  if (file === 'docs/adr') return '/adr/';
  const found = statSync(join(PROJECT_ROOT, file), { throwIfNoEntry: false });
  if (!found) throw new Error(`${source} links to ${href}, which is not there`);
  return `${repositoryUrl()}/${found.isDirectory() ? 'tree' : 'blob'}/main/${file}${fragment}`;
}

/** The file of the project that a link names, from its root; nothing for other sites, this page's own headings and pages of the site. */
function fileOf(source: string, href: string): string | undefined {
  const inProject = new RegExp(`^(${repositoryUrl()}/(blob|tree)|${repositoryUrl().replace('//github.com', '//raw.githubusercontent.com')})/main/`);
  const [path] = href.split('#');
  if (inProject.test(path)) return path.replace(inProject, '');
  if (path === '' || /^([a-z][a-z+.-]*:|\/)/i.test(path)) return undefined;
  return posix.join(posix.dirname(source), path).replace(/\/$/, '');
}

export function repositoryUrl(): string {
  const { repository } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8'));
  return repository.url.replace(/\.git$/, '');
}
