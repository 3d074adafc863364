import { join } from 'node:path';
import * as ts from 'typescript';
import { Page } from './joined-pages';

/** Where such a snippet is pasted: beside the tests that it imports. */
const DIRECTORY = 'test';
const SNIPPET = /^```ts\n([^]*?)^```$/gm;
const IMPORTS_OF_REPOSITORY = / from '\.\.?\//;

/** A page without the snippets that import this repository's own files, in as many lines. */
export function withoutRepositorySnippets({ path, markdown }: Page): Page {
  return { path, markdown: markdown.replace(SNIPPET, (block: string, code: string) => IMPORTS_OF_REPOSITORY.test(code) ? block.replace('ts', 'text') : block) };
}

/** Checks the types of the snippets that import this repository's own files. Answers each error with the page and line that it is at. */
export function repositorySnippetErrors(pages: readonly Page[], root: string): string[] {
  const snippets = new Map(pages.flatMap(snippetsOf).map((snippet) => [join(root, DIRECTORY, `${snippet.path.replace(/\W/g, '-')}-${snippet.line}.ts`), snippet]));
  const { options, errors } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.dev.json'), ts.sys.readFile).config, ts.sys, root,
  );
  if (errors.length > 0) throw new Error(ts.formatDiagnostics(errors, FORMAT));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => snippets.has(file) || fileExists(file);
  host.readFile = (file) => snippets.get(file)?.code ?? readFile(file);
  const program = ts.createProgram([...snippets.keys()], options, host);
  return [...snippets].flatMap(([file, { path, line }]) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(({ start = 0, code, messageText }) => {
      const at = source!.getLineAndCharacterOfPosition(start);
      return `${path}:${line + at.line}:${at.character + 1} - error TS${code}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
  });
}

/** A page's snippets, each with the line of the page that it begins at. */
function snippetsOf({ path, markdown }: Page): { path: string; line: number; code: string }[] {
  return [...markdown.matchAll(SNIPPET)]
    .filter(({ 1: code }) => IMPORTS_OF_REPOSITORY.test(code))
    .map(({ index, 1: code }) => ({ path, line: markdown.slice(0, index).split('\n').length + 1, code }));
}

const FORMAT: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (file) => file,
  getCurrentDirectory: () => '',
  getNewLine: () => '\n',
};
