interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: object }>>;
}

/**
 * Makes sure that two templates hold the same: as many resources of each type, with the same properties set.
 *
 * @throws Error that names what one has and the other hasn't
 */
export function requireSameResources(left: Template, right: Template): void {
  const [leftShapes, rightShapes] = [shapes(left), shapes(right)];
  const differences = [
    ...without(leftShapes, rightShapes).map((shape) => `only in the first: ${shape}`),
    ...without(rightShapes, leftShapes).map((shape) => `only in the second: ${shape}`),
  ];
  if (differences.length > 0) throw new Error(`The templates do not hold the same resources:\n${differences.join('\n')}`);
}

function shapes({ Resources }: Template): string[] {
  return Object.values(Resources).map(({ Type, Properties = {} }) => `${Type}: ${Object.keys(Properties).sort().join(', ')}`);
}

function without(shapesOfOne: readonly string[], shapesOfOther: readonly string[]): string[] {
  const rest = [...shapesOfOther];
  return shapesOfOne.filter((shape) => {
    const index = rest.indexOf(shape);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
}
