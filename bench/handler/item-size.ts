/**
 * Bytes of an item as DynamoDB counts them for write units.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 * @throws Error at a type of attribute that no order has
 */
export function itemSize(item: Readonly<Record<string, object>>): number {
  return membersSize(item);
}

const COLLECTION_OVERHEAD = 3;
const ELEMENT_OVERHEAD = 1;

function membersSize(members: Readonly<Record<string, object>>): number {
  return Object.entries(members).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);
}

function valueSize(attribute: object): number {
  const [type, value] = Object.entries(attribute)[0];
  switch (type) {
    case 'S': return Buffer.byteLength(value);
    case 'N': return numberSize(value);
    case 'BOOL': case 'NULL': return 1;
    case 'L': return COLLECTION_OVERHEAD + value.reduce((sum: number, element: object) => sum + ELEMENT_OVERHEAD + valueSize(element), 0);
    case 'M': return COLLECTION_OVERHEAD + ELEMENT_OVERHEAD * Object.keys(value).length + membersSize(value);
    default: throw new Error(`The size of an attribute of type ${type} is not known`);
  }
}

/** A byte for each two significant digits, and one more. */
function numberSize(number: string): number {
  const digits = number.replace(/^-|\.|[eE].*$/g, '').replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (number.startsWith('-') ? 1 : 0);
}
