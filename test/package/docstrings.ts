interface Documented {
  readonly name?: string;
  readonly docs?: { readonly summary?: string };
}

interface Type extends Documented {
  readonly properties?: readonly Documented[];
  readonly methods?: readonly (Documented & { readonly parameters?: readonly Documented[] })[];
  readonly members?: readonly Documented[];
}

/** A jsii assembly, as far as its documentation goes. */
export interface DocumentedAssembly {
  readonly types: Readonly<Record<string, Type>>;
}

/**
 * What is public and lacks a docstring, or has one whose first sentence jsii has cut: in the tables of API.md, half a sentence stands then.
 * Members of an assembly that come from another are not in it.
 */
export function docstringErrors({ types }: DocumentedAssembly): string[] {
  return Object.values(types).flatMap((type) => [
    ...errorsOf(type.name!, type),
    ...[...type.properties ?? [], ...type.members ?? []].flatMap((member) => errorsOf(`${type.name}.${member.name}`, member)),
    ...(type.methods ?? []).flatMap((method) => [
      ...errorsOf(`${type.name}.${method.name}`, method),
      ...(method.parameters ?? []).flatMap((parameter) => errorsOf(`${type.name}.${method.name}(${parameter.name})`, parameter)),
    ]),
  ]);
}

function errorsOf(name: string, { docs: { summary } = {} }: Documented): string[] {
  if (summary === undefined) return [`${name} has no docstring`];
  return /[.?!)]$/.test(summary) ? [] : [`${name}: the first sentence is cut: "${summary}"`];
}
