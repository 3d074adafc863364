import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSourceFile, forEachChild, isClassDeclaration, isEnumDeclaration, isInterfaceDeclaration, ScriptTarget } from 'typescript';
import { REQUIREMENT_LINES } from './requirement-lines';
import { ROWS } from '../proof/rows';
import { TEST_FILES } from '../support/test-files';

const PROJECT_ROOT = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(PROJECT_ROOT, path), 'utf8');

interface Row { readonly section: string; readonly requirement: string; readonly members: string; readonly proof: string }

/** Cells of all table rows, without the heads. */
const rows: Row[] = read('docs/requirement.md').split('\n## ').slice(1).flatMap(text => {
  const [section, ...lines] = text.split('\n');
  return lines.filter(line => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| Requirement'))
    .map(line => line.slice(2, -2).split(' | '))
    .map(([requirement, members, proof]) => ({ section, requirement, members, proof }));
});

/** `Type` and `Type.member` of everything that the package exports. */
function publicMembers(): Set<string> {
  const members = new Set<string>();
  for (const [, file] of read('src/index.ts').matchAll(/from '\.\/([^']+)'/g)) {
    forEachChild(createSourceFile(file, read(`src/${file}.ts`), ScriptTarget.ES2022), node => {
      if (!isClassDeclaration(node) && !isInterfaceDeclaration(node) && !isEnumDeclaration(node)) return;
      const type = node.name!.text;
      members.add(type);
      for (const { name } of node.members) if (name && 'text' in name) members.add(`${type}.${name.text}`);
    });
  }
  return members;
}

const code = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text);

/** The requirement's line that a row is about: a row may end with a remark in brackets, and several rows may be about one line. */
function lineOf({ section, requirement }: Row): string {
  const line = REQUIREMENT_LINES[section]?.find(one => requirement === one || (requirement.startsWith(`${one} (`) && requirement.endsWith(')')));
  return line ?? `not in the requirement: ${requirement}`;
}

test('every line of the requirement has a row, in its order, and every row is about one', () => {
  const inDocs: Record<string, string[]> = {};
  for (const row of rows) {
    const lines = inDocs[row.section] ??= [];
    if (lines.at(-1) !== lineOf(row)) lines.push(lineOf(row));
  }
  expect(inDocs).toEqual(REQUIREMENT_LINES);
  expect(Object.keys(inDocs)).toEqual(Object.keys(REQUIREMENT_LINES));
});

test('every row has a member and a proof', () => {
  for (const row of rows) {
    expect({ ...row, members: code(row.members).length > 0, proof: code(row.proof).length > 0 }).toEqual({ ...row, members: true, proof: true });
  }
});

test('every member is one that the package exports, an output, or a file', () => {
  const members = publicMembers();
  const outputs = ['APIGatewayURL', 'DynamoDBTableName', 'LambdaFunctionArn', 'KMSKeyId'];
  const unknown = rows.flatMap(row => code(row.members)).filter(name => !members.has(name) && !outputs.includes(name) && !isFile(name));
  expect(unknown).toEqual([]);
});

test('every proof is a file of tests or a promise', () => {
  const missing = rows.flatMap(row => code(row.proof)).filter(name => !TEST_FILES.has(name) && !ROWS.some(({ id }) => id === name));
  expect(missing).toEqual([]);
});

function isFile(path: string): boolean {
  const [name, ...folders] = path.split('/').reverse();
  try {
    return readdirSync(join(PROJECT_ROOT, ...folders.reverse())).includes(name);
  } catch {
    return false;
  }
}
