import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Sources of the C# package, as jsii generates them. */
export interface GeneratedPackage {
  /** Directory of its project file. */
  readonly directory: string;
  /** Its NuGet id, which is its namespace too. */
  readonly id: string;
}

/** Asserts that the project of an app refers to the package that was generated, and can load it. */
export function assertProjectRefersTo(project: string, { directory, id }: GeneratedPackage): void {
  const generated = readFileSync(join(directory, `${id}.csproj`), 'utf8');
  const tag = (text: string, name: string) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(text)?.[1];
  const reference = (name: string) => new RegExp(`<PackageReference Include="${name}" Version="([^"]+)"`).exec(project)?.[1];
  const framework = (text: string) => Number(/^net(\d+)\.0$/.exec(tag(text, 'TargetFramework') ?? '')?.[1]);
  assert.equal(tag(generated, 'PackageId'), id);
  assert.equal(reference(id), tag(generated, 'PackageVersion'), `the app refers to another version of ${id}`);
  const [, oldestCdk] = /"Amazon.CDK.Lib" Version="\[([^,]+),/.exec(generated) ?? [];
  assert.equal(reference('Amazon.CDK.Lib'), oldestCdk, 'the app refers to another CDK than the oldest that the package accepts');
  assert.ok(framework(project) >= framework(generated), 'the app\'s target framework is older than the package\'s');
}

/** Types and members of the generated package that a program uses and that do not exist, such as `OrderFunctionOptions.Memory`. */
export function missingMembers(program: string, generated: GeneratedPackage): string[] {
  const types = sourcesByType(generated);
  const uses = [...initializedMembers(program), ...accessedMembers(program)];
  return uses.filter(([type]) => types(type)).filter(([type, member]) => !hasMember(types, type, member)).map((use) => use.join('.'));
}

/** How many uses of types of the generated package a program has. */
export function countUses(program: string, generated: GeneratedPackage): number {
  const types = sourcesByType(generated);
  return [...initializedMembers(program), ...accessedMembers(program)].filter(([type]) => types(type)).length;
}

type SourceOf = (type: string) => string | undefined;

function sourcesByType({ directory, id }: GeneratedPackage): SourceOf {
  return (type) => {
    const file = join(directory, id, `${type}.cs`);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
}

function hasMember(types: SourceOf, type: string, member: string): boolean {
  const source = types(type);
  if (source === undefined) return false;
  if (new RegExp(`^\\s+(public [^=(;]* )?${member}(\\(.*)?,?$`, 'm').test(source)) return true;
  const base = new RegExp(`class ${type} : [\\w.]*\\b(\\w+)$`, 'm').exec(source)?.[1];
  return base !== undefined && hasMember(types, base, member);
}

/** Members that object initializers set: `new Type { Member = … }`. */
function initializedMembers(program: string): [string, string][] {
  const found: [string, string][] = [];
  let rest = program;
  // The innermost first: what is left has no braces in it.
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replace(/new\s*(\w+|\[\])\s*\{([^{}]*)\}/g, (_all, type: string, members: string) => {
      for (const [, member] of members.matchAll(/(\w+) = /g)) found.push([type, member]);
      return 'null';
    });
  }
  return found;
}

/** Members that are reached by a dot from a type, or from a variable that holds a `new` object of it. */
function accessedMembers(program: string): [string, string][] {
  const variables = new Map([...program.matchAll(/var (\w+) = new (\w+)\(/g)].map(([, name, type]) => [name, type]));
  return [...program.matchAll(/\b(\w+)\.(?=([A-Z]\w*))/g)].map(([, owner, member]) => [variables.get(owner) ?? owner, member]);
}

/** A C# program of constructs as the TypeScript one that it says the same as, without imports and spaces. */
export function csharpAsTypeScript(program: string, { id }: GeneratedPackage): string {
  const camelCase = (name: string) => /^[A-Z0-9_]+$/.test(name) ? name : name[0].toLowerCase() + name.slice(1);
  return withoutSpaces(program
    .replace(/^using .*$/gm, '')
    .replace(/app\.Synth\(\);/, '')
    .replaceAll(`${id}.`, '')
    .replace(/\bvar /g, 'const ')
    .replace(/new\[\] \{([^}]*)\}/g, '[$1]')
    .replace(/new \w+(Props|Options)\s*\{/g, '{')
    .replace(/\b([A-Z]\w*) = /g, (_all, name: string) => `${camelCase(name)}: `)
    .replace(/\.([A-Z]\w*)/g, (_all, name: string) => `.${camelCase(name)}`)
    .replaceAll('"', '\''));
}

/** A TypeScript program without imports and spaces. */
export function withoutImports(program: string): string {
  return withoutSpaces(program.replace(/^import .*$/gm, ''));
}

function withoutSpaces(program: string): string {
  return program.replace(/\s+/g, '').replace(/,(?=[})\]])/g, '');
}
