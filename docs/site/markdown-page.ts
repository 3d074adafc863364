import MarkdownIt from 'markdown-it';
import { escapedHtml } from './html-text';

/** Where a link or picture of a Markdown file leads in the site. */
export type LinkResolver = (href: string, kind: 'link' | 'image') => string;

/** Renders Markdown as GitHub would, with scrollable parts that the keyboard reaches. */
export function markdownToHtml(markdown: string, resolve: LinkResolver): string {
  const renderer = new MarkdownIt({ html: true });
  const taken = new Map<string, number>();
  const rules = renderer.renderer.rules;

  rules.heading_open = (tokens, index) => {
    const { tag } = tokens[index];
    const text = (tokens[index + 1].children ?? []).filter(({ type }) => type === 'text' || type === 'code_inline').map(({ content }) => content).join('');
    const slug = githubSlug(text);
    const count = taken.get(slug) ?? 0;
    taken.set(slug, count + 1);
    return `<${tag} id="${count === 0 ? slug : `${slug}-${count}`}">`;
  };
  rules.table_open = () => '<div class="scrollable" role="group" aria-label="Table" tabindex="0"><table>\n';
  rules.table_close = () => '</table></div>\n';
  // An empty corner of a table heads nothing.
  rules.th_open = (tokens, index) => cell(tokens[index + 1].content === '' ? 'td' : 'th', tokens[index]);
  rules.th_close = (tokens, index) => tokens[index - 1].content === '' ? '</td>' : '</th>';
  rules.td_open = (tokens, index) => cell('td', tokens[index]);
  rules.fence = (tokens, index) => codeBlock(tokens[index].content);
  rules.code_block = (tokens, index) => codeBlock(tokens[index].content);
  rules.link_open = (tokens, index, options, _env, self) => {
    tokens[index].attrSet('href', resolve(String(tokens[index].attrGet('href')), 'link'));
    return self.renderToken(tokens, index, options);
  };
  const image = rules.image!;
  rules.image = (tokens, index, options, env, self) => {
    tokens[index].attrSet('src', resolve(String(tokens[index].attrGet('src')), 'image'));
    const html = image(tokens, index, options, env, self);
    // Drawings have text, which must not shrink with the page.
    return /\.svg$/.test(String(tokens[index].attrGet('src')))
      ? `<span class="scrollable picture" role="group" aria-label="Picture" tabindex="0">${html}</span>` : html;
  };
  return renderer.render(markdown);
}

/** Opens a table's cell, aligned by class: the page's content security policy allows no style in HTML. */
function cell(tag: 'td' | 'th', token: { attrGet: (name: string) => unknown }): string {
  const alignment = /right|center/.exec(String(token.attrGet('style')));
  return alignment ? `<${tag} class="${alignment[0]}">` : `<${tag}>`;
}

function codeBlock(code: string): string {
  return `<pre tabindex="0"><code>${escapedHtml(code)}</code></pre>\n`;
}

/** The anchor that GitHub gives a heading. */
function githubSlug(heading: string): string {
  return heading.trim().toLowerCase().replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '').replace(/\s/g, '-');
}
