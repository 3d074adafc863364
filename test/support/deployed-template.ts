type Parameters = Record<string, string>;

const NO_VALUE = Symbol('AWS::NoValue');

/**
 * What CloudFormation makes of a template with given parameters: parameters, mappings and conditions are resolved, and scalars are text, as
 * CloudFormation treats them. References to resources and pseudo parameters stay.
 */
export function deployedTemplate({ Resources, Outputs, Mappings = {}, Conditions = {} }: Record<string, any>, parameters: Parameters) {
  const resolve = (value: any): any => {
    if (Array.isArray(value)) return value.map(resolve).filter(one => one !== NO_VALUE);
    if (typeof value !== 'object' || value === null) return String(value);
    const [[name, argument] = [undefined, undefined], ...others] = Object.entries<any>(value);
    if (others.length === 0) {
      if (name === 'Ref' && argument === 'AWS::NoValue') return NO_VALUE;
      if (name === 'Ref' && argument in parameters) return parameters[argument];
      if (name === 'Fn::FindInMap') {
        const [mapping, first, second] = argument.map(resolve);
        return Mappings[mapping][first][second];
      }
      if (name === 'Fn::If') return resolve(holds(Conditions[argument[0]]) ? argument[1] : argument[2]);
      if (name === 'Fn::Join') return join(argument[0], argument[1].map(resolve));
    }
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(one)] as const).filter(([, one]) => one !== NO_VALUE));
  };
  const holds = (condition: any): boolean => {
    const [[name, operands]] = Object.entries<any>(condition);
    if (name === 'Fn::Or') return operands.some(holds);
    if (name === 'Fn::Equals') return resolve(operands[0]) === resolve(operands[1]);
    throw new Error(`Not a condition function that this test knows: ${name}`);
  };
  return { Resources: resolve(Resources), Outputs: resolve(Outputs) };
}

/** A join whose neighbouring texts are one. */
function join(separator: string, parts: any[]): any {
  const merged: any[] = [];
  parts.forEach((part, index) => {
    for (const one of index === 0 || separator === '' ? [part] : [separator, part]) {
      const inner = typeof one === 'object' && one['Fn::Join']?.[0] === '' ? one['Fn::Join'][1] : [one];
      for (const piece of inner) {
        if (typeof piece === 'string' && typeof merged.at(-1) === 'string') merged[merged.length - 1] += piece;
        else merged.push(piece);
      }
    }
  });
  return merged.length === 1 && typeof merged[0] === 'string' ? merged[0] : { 'Fn::Join': ['', merged] };
}
