import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const SITE = join(import.meta.dirname, '..');
const DOCS = join(SITE, '..');

/** What is generated, from the site's root. */
export const CONSTRUCT_REFERENCE = 'construct-reference';
const DECISIONS = 'adr';

/** A construct, struct, class or enum of API.md. */
export interface ConstructType {
  readonly name: string;
  /** Heading that it stands under, such as `Structs`. */
  readonly kind: string;
  /** Its section, as a page. */
  readonly markdown: string;
}

export function constructTypes(): ConstructType[] {
  return readFileSync(join(DOCS, '..', 'API.md'), 'utf8').split(/^(?=## )/m).slice(1).flatMap((section) => {
    const [, kind] = /^## (\S+)/.exec(section)!;
    return section.split(/^(?=### )/m).slice(1).map((type) => ({ name: /^### (\S+)/.exec(type)![1], kind, markdown: asPage(type) }));
  });
}

/** Name of the page on which an anchor of API.md is. */
export function pageOfAnchor(fragment: string): string {
  return /^#[\w-]+\.(\w+)/.exec(fragment)?.[1] ?? 'index';
}

/** A page for each type of API.md and one that lists them, and a list of the decisions. */
export function writeGeneratedPages(): void {
  for (const folder of [CONSTRUCT_REFERENCE, DECISIONS]) rmSync(join(SITE, folder), { recursive: true, force: true });
  const types = constructTypes();
  for (const { name, markdown } of types) write(`${CONSTRUCT_REFERENCE}/${name}.md`, markdown);
  const kinds = [...new Set(types.map(({ kind }) => kind))].map((kind) =>
    `## ${kind}\n\n${types.filter((type) => type.kind === kind).map(({ name }) => `- [${name}](/${CONSTRUCT_REFERENCE}/${name})`).join('\n')}\n`);
  write(`${CONSTRUCT_REFERENCE}/index.md`, `# Construct reference\n\n${kinds.join('\n')}`);
  const decisions = readdirSync(join(DOCS, 'adr')).sort().map((file) => `- [${titleOf(readFileSync(join(DOCS, 'adr', file), 'utf8'))}](/adr/${file})`);
  write(`${DECISIONS}/index.md`, `# Decisions\n\n${decisions.join('\n')}\n`);
}

/** First heading of a Markdown text, without its marks. */
export function titleOf(markdown: string): string {
  return /^# +(.+)$/m.exec(markdown)![1].replace(/[`*]/g, '');
}

function asPage(section: string): string {
  return section
    .replace(/^##(#+ )/gm, '$1')
    .replace(/^---$/gm, '')
    // A contents list names the member only.
    .replace(/<sup>/g, '<sup class="ignore-header">')
    .replace(/href="(#[^"]+)"/g, (_, fragment) => `href="./${pageOfAnchor(fragment)}.html${fragment}"`);
}

function write(file: string, markdown: string): void {
  mkdirSync(dirname(join(SITE, file)), { recursive: true });
  writeFileSync(join(SITE, file), markdown);
}
