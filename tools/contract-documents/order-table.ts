import type { SectionMarks } from '../documents/readme-section';

interface MemberSchema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly propertyNames?: MemberSchema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, MemberSchema>>;
  readonly items?: MemberSchema;
  readonly additionalProperties?: boolean | MemberSchema;
}

/** Where the table stands in the README. */
export const ORDER_TABLE: SectionMarks = {
  begin: '<!-- members of an order: written by `npm run contract` -->',
  end: '<!-- end of members of an order -->',
};

/** The members of an order as a Markdown table, for people. */
export function orderTable(orderSchema: MemberSchema): string {
  return ['| member | type | required | |', '|---|---|---|---|', ...memberRows(orderSchema, '')].join('\n');
}

function memberRows(schema: MemberSchema, prefix: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const path = `${prefix}${name}`;
    const required = schema.required?.includes(name) ? 'yes' : '';
    return [
      `| \`${path}\` | ${typeOf(member)} | ${required} | ${member.description ?? ''} |`,
      ...memberRows(member, `${path}.`),
      ...(member.items ? memberRows(member.items, `${path}[].`) : []),
    ];
  });
}

function typeOf(schema: MemberSchema): string {
  if (schema.enum) return `one of ${schema.enum.length} codes`;
  const limits = [
    range(schema.minLength, schema.maxLength, 'characters'),
    range(schema.minimum, schema.maximum, ''),
    range(schema.minItems, schema.maxItems, 'lines'),
    range(undefined, schema.maxProperties, 'members'),
    schema.propertyNames ? `names of ${range(schema.propertyNames.minLength, schema.propertyNames.maxLength, 'characters')}` : '',
    schema.pattern === undefined ? '' : `matching \`${schema.pattern.replaceAll('|', '\\|')}\``,
  ].filter((limit) => limit !== '');
  const values = typeof schema.additionalProperties === 'object' ? [`each a ${typeOf(schema.additionalProperties)}`] : [];
  return [schema.type, ...limits, ...values].join(', ');
}

function range(from: number | undefined, to: number | undefined, unit: string): string {
  if (to === undefined) return '';
  const limits = from === undefined ? `up to ${to.toLocaleString('en')}` : `${from.toLocaleString('en')} to ${to.toLocaleString('en')}`;
  return `${limits} ${unit}`.trim();
}
