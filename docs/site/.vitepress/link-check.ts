import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Finds links within a built site to pages, headings or files that are not there. VitePress itself looks at pages only.
 *
 * @returns a line for each: page and link
 */
export function brokenLinks(directory: string, base: string): string[] {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const pages = new Map(files.filter((file) => file.endsWith('.html')).map((file) => [file, readFileSync(join(directory, file), 'utf8')]));
  const anchors = new Map([...pages].map(([file, html]) => [file, new Set([...html.matchAll(/ (?:id|name)="([^"]*)"/g)].map(([, id]) => id))]));
  return [...pages].flatMap(([page, html]) => [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, link]) => link.replaceAll('&amp;', '&')).filter((link) => {
    const { origin, pathname, hash } = new URL(link, `http://site${base}${page}`);
    if (origin !== 'http://site') return false;
    if (!pathname.startsWith(base)) return true;
    const file = decodeURI(pathname.slice(base.length)).replace(/(^|\/)$/, '$1index.html');
    return !files.includes(file) || hash !== '' && anchors.has(file) && !anchors.get(file)!.has(decodeURIComponent(hash.slice(1)));
  }).map((link) => `${page}: ${link}`));
}
