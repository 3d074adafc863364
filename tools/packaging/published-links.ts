/** Where a package's readers find the repository's files: they have none of them beside the README. */
export interface Repository {
  /** `https://github.com/<owner>/<name>`. */
  readonly url: string;
  /** Branch or tag. */
  readonly ref: string;
  readonly isDirectory: (path: string) => boolean;
}

const FENCED = /(^```[^]*?^```)/m;
const LINK = /(!?)(\[[^\]]*\])\((?![a-z]+:|#|\/\/)([^)\s]+)\)/g;
const PICTURE_ATTRIBUTE = /\b(src|srcset)="(?![a-z]+:|\/\/)([^"\s]+)"/g;

/** Markdown of which every link and picture leads to the repository. */
export function withPublishedLinks(markdown: string, repository: Repository): string {
  return markdown.split(FENCED).map((part, index) => index % 2 === 1 ? part : part
    .replace(LINK, (_link, picture: string, text: string, path: string) => `${picture}${text}(${picture ? pictureUrl(path, repository) : pageUrl(path, repository)})`)
    .replace(PICTURE_ATTRIBUTE, (_attribute, name: string, path: string) => `${name}="${pictureUrl(path, repository)}"`)).join('');
}

function pageUrl(path: string, { url, ref, isDirectory }: Repository): string {
  const [file] = path.split('#');
  return `${url}/${isDirectory(file) ? 'tree' : 'blob'}/${ref}/${path.replace(/^\.\//, '')}`;
}

function pictureUrl(path: string, { url, ref }: Repository): string {
  return `${url.replace('https://github.com/', 'https://raw.githubusercontent.com/')}/${ref}/${path.replace(/^\.\//, '')}`;
}
