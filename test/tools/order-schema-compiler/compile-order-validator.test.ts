import { readFileSync } from 'node:fs';
import { compileOrderValidator } from '../../../tools/order-schema-compiler';

/** Loads a compiled validator as Lambda would, without any other module to require. */
function load(schema: object | string): { validate: ((order: unknown) => boolean) & { errors?: object[] }; isDefaultSchema: boolean } {
  const exports = {};
  const code = compileOrderValidator(typeof schema === 'string' ? schema : JSON.stringify(schema));
  new Function('exports', code)(exports);
  return exports as ReturnType<typeof load>;
}

const compile = (schema: unknown, options = {}) => () => compileOrderValidator(JSON.stringify(schema), options);
const order = (properties: object, more = {}) => ({ type: 'object', properties, ...more });

describe('a compiled validator', () => {
  test('tells valid from invalid orders, with every violation', () => {
    const { validate } = load(order({ table: { type: 'integer', minimum: 1 }, dishes: { type: 'array', minItems: 1 } }, { required: ['table', 'dishes'] }));

    expect(validate({ table: 3, dishes: ['soup'] })).toBe(true);
    expect(validate({ table: 0, dishes: [] })).toBe(false);
    expect(validate.errors).toMatchObject([{ instancePath: '/table' }, { instancePath: '/dishes' }]);
  });

  test('needs no other module, whatever features the schema uses', () => {
    const schema = order({
      mail: { type: 'string', format: 'email', maxLength: 60 },
      at: { type: 'string', format: 'date-time' },
      id: { type: 'string', format: 'uuid' },
      link: { type: 'string', format: 'uri' },
      tags: { type: 'array', uniqueItems: true, items: { const: { a: [1] } } },
      next: { $ref: '#' },
      kind: { $ref: '#/$defs/kind' },
    }, { $defs: { kind: { enum: ['a', { deep: true }] } }, unevaluatedProperties: false });
    const { validate } = load(schema);

    expect(validate({ mail: 'a@b.example', at: '2026-11-24T00:00:00Z', id: 'f47ac10b-58cc-4372-a567-0e02b2c3d479', link: 'https://example.com', tags: [], kind: 'a' })).toBe(true);
    expect(validate({ mail: 'nobody', at: 'now', id: '1', link: ' ', tags: [{ a: [1] }, { a: [1] }], next: { kind: 'b' }, other: 1 })).toBe(false);
    expect(new Set(validate.errors!.map((error) => (error as { keyword: string }).keyword))).toEqual(new Set(['format', 'uniqueItems', 'enum', 'unevaluatedProperties']));
  });

  test('does not take what every object inherits for a member', () => {
    const { validate } = load(order({ toString: { type: 'string' } }, { required: ['constructor'] }));

    expect(validate({})).toBe(false);
    expect(validate(JSON.parse('{"constructor":1}'))).toBe(true);
  });

  test('is told apart from the package\'s own schema', () => {
    expect(load(order({})).isDefaultSchema).toBe(false);
    expect(compileOrderValidator('{"type":"object"}', { isDefaultSchema: true })).toContain('isDefaultSchema = true');
  });

  test('is the same for the same schema', () => {
    const text = readFileSync('lambda/place-order/order/order.schema.json', 'utf8');

    expect(compileOrderValidator(text)).toBe(compileOrderValidator(text));
  });

  test.each([
    ['draft 2020-12', 'https://json-schema.org/draft/2020-12/schema', { prefixItems: [{ type: 'string' }] }],
    ['draft 07', 'http://json-schema.org/draft-07/schema#', { items: [{ type: 'string' }] }],
  ])('of %s', (_draft, $schema, tuple) => {
    const { validate } = load(order({ pair: { type: 'array', ...tuple } }, { $schema }));

    expect([validate({ pair: ['a', 1] }), validate({ pair: [1, 'a'] })]).toEqual([true, false]);
  });

  test.each([
    ['an amount in hundredths', { multipleOf: 0.01 }, [19.99, 0.07, 1.1, 4.35, 0.29, 99_999_999.99], [19.999, 0.001]],
    ['an amount in thousandths', { multipleOf: 0.001 }, [19.999, 1.005], [1.0005]],
    ['dozens', { multipleOf: 12 }, [0, 24], [13]],
  ])('takes %s for what it is', (_what, schema, valid, invalid) => {
    const { validate } = load(order({ a: schema }));

    expect(valid.filter((a) => !validate({ a }))).toEqual([]);
    expect(invalid.filter((a) => validate({ a }))).toEqual([]);
  });

  test.each<[string, object, object, object]>([
    ['anchors', { properties: { a: { $ref: '#code' } }, $defs: { code: { $anchor: 'code', type: 'string' } } }, { a: 'x' }, { a: 1 }],
    ['members named like annotations', { properties: { 'x-weight.kg': { 'type': 'number', 'x-unit.si': 'kg' } } }, { 'x-weight.kg': 1 }, { 'x-weight.kg': '' }],
    ['members named like keywords', { properties: { pattern: { type: 'string' }, patternProperties: { type: 'object' } } }, { pattern: '(' }, { pattern: 1 }],
    ['a constant that looks like a schema', { properties: { a: { const: { pattern: '(' } } } }, { a: { pattern: '(' } }, { a: {} }],
    ['a list of what looks like schemas', { properties: { a: { enum: [{ patternProperties: { '[': 1 } }] } } }, { a: { patternProperties: { '[': 1 } } }, { a: 1 }],
    ['examples and defaults that look like schemas', { properties: { a: { type: 'object', examples: [{ pattern: '(' }], default: { pattern: '(' } } } }, { a: {} }, { a: 1 }],
    ['annotations that look like schemas', { 'x-note': { pattern: '(', typ: 1 }, 'required': ['a'] }, { a: 1 }, {}],
    ['schemas that depend on a member named like a keyword', { properties: { a: {} }, dependentSchemas: { enum: { 'required': ['a'], 'x-why': 1 } } }, { enum: 1, a: 1 }, { enum: 1 }],
    ['a member that a pattern matches too', { properties: { x1: { type: 'integer' } }, patternProperties: { '^x': { minimum: 1 } } }, { x1: 1 }, { x1: 0 }],
  ])('may have %s', (_what, schema, valid, invalid) => {
    const { validate } = load({ type: 'object', ...schema });

    expect([validate(valid), validate(invalid)]).toEqual([true, false]);
  });

  test('may be read from a file with a byte order mark', () => {
    expect(load('\ufeff{"type":"object","required":["a"]}').validate({})).toBe(false);
  });

  test('is an object also by what its root refers to', () => {
    const { validate } = load({ $ref: '#/$defs/an~1order', $defs: { 'an/order': { type: 'object', required: ['a'] } } });

    expect([validate({ a: 1 }), validate({}), validate([])]).toEqual([true, false, false]);
  });

  test('does not try a pattern on text that is too long anyway', () => {
    const { validate } = load(order({ a: { type: 'string', maxLength: 30, pattern: '^(a+)+$' } }));
    const start = process.cpuUsage();

    expect(validate({ a: `${'a'.repeat(100)}!` })).toBe(false);
    expect(validate.errors).toMatchObject([{ keyword: 'maxLength' }]);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(1_000);
  });

  test('tries a pattern on every text that is short enough, in characters', () => {
    const { validate } = load(order({ a: { type: 'string', maxLength: 2, pattern: '^\\p{L}*$' } }));

    expect(validate({ a: '\u{1D400}\u{1D401}' })).toBe(true);
    expect(validate({ a: '\u{1F9FE}\u{1F9FE}' })).toBe(false);
    expect(validate.errors).toMatchObject([{ keyword: 'pattern' }]);
  });

  test('does not spell out long member names in its errors', () => {
    const { validate } = load({ type: 'object', patternProperties: { '^/': { type: 'array', items: { type: 'string' } } } });
    validate({ ['/'.repeat(300_000)]: Array(9000).fill(1), '/short~': [1] });
    const pointers = validate.errors!.map((error) => (error as { instancePath: string }).instancePath);

    expect(pointers).toHaveLength(9001);
    expect(pointers.filter((pointer) => pointer.length > 2_000)).toEqual([]);
    expect(pointers.at(-1)).toBe('/~1short~0/0');
  });

  test('ignores annotations of OpenAPI and of the shop\'s own', () => {
    expect(load(order({ a: { 'type': 'string', 'example': 'x', 'x-column': 4, 'deprecated': true } })).validate({ a: 'b' })).toBe(true);
  });
});

describe('a schema is refused, naming the place, if it', () => {
  test.each<[string, unknown, string]>([
    ['is no object', [], 'must be a JSON Schema object at its root'],
    ['is null', null, 'must be a JSON Schema object at its root'],
    ['does not describe an object', { type: 'array' }, 'must have "type": "object" at its root (/type), got: "array"'],
    ['says nothing of its type', {}, 'must have "type": "object" at its root (/type)'],
    ['is of another draft', order({}, { $schema: 'http://json-schema.org/draft-04/schema#' }), 'must be of draft 2020-12 or 07 (/$schema)'],
    ['names its draft otherwise', order({}, { $schema: 'https://json-schema.org/draft-07/schema#' }),
      'must be of draft 2020-12 or 07 (/$schema): "https://json-schema.org/draft/2020-12/schema" or "http://json-schema.org/draft-07/schema#", '
      + 'got: "https://json-schema.org/draft-07/schema#"'],
    ['names its draft by number', order({}, { $schema: 5 }), 'must be of draft 2020-12 or 07 (/$schema): '],
    ['is no object by a part', { type: 'object', allOf: [{ type: 'array' }] }, 'must have "type": "object" at its root (/allOf/0/type), got: "array"'],
    ['misspells a keyword beside an annotation', order({ a: { 'x-a': 1, 'maxLenght': 5 } }), 'unknown keyword: "maxLenght"'],
    ['has a type that is none', order({ a: { type: 'text' } }), '/properties/a/type must be equal to one of the allowed values'],
    ['has a limit that is none', order({ a: { maxLength: -1 } }), '/properties/a/maxLength must be >= 0'],
    ['has a misspelt keyword', order({ a: { maxLenght: 5 } }), 'unknown keyword: "maxLenght"'],
    ['has an unknown format', order({ a: { type: 'string', format: 'colour' } }), 'unknown format "colour" ignored in schema at path "#/properties/a"'],
    ['refers to nowhere', order({ a: { $ref: '#/$defs/gone' } }), 'can\'t resolve reference #/$defs/gone'],
    ['refers to the network', order({ a: { $ref: 'https://example.com/a.json' } }), 'can\'t resolve reference https://example.com/a.json'],
    ['has a pattern that is none', order({ a: { type: 'string', pattern: '(' } }), 'has an invalid pattern (/properties/a/pattern): Invalid regular expression: /(/u'],
    ['has a pattern that is none in a schema that depends on a member', order({}, { dependentSchemas: { default: { pattern: '(' } } }), 'has an invalid pattern (/dependentSchemas/default/pattern)'],
    ['has a pattern for names that is none', order({ a: { patternProperties: { '[': {} } } }), 'has an invalid pattern (/properties/a/patternProperties/[)'],
    ['is asynchronous', order({}, { $async: true }), 'must not be asynchronous (/$async)'],
    ['defines a reserved member', order({ status: {} }), 'must not define the member status (/properties/status)'],
    ['requires a reserved member', order({}, { required: ['a', 'status'] }), 'must not require the member status (/required/1)'],
    ['requires one in a part', order({}, { allOf: [true, { allOf: [{ required: ['status'] }] }] }), 'must not require the member status (/allOf/1/allOf/0/required/0)'],
    ['requires one behind a pointer', { $ref: '#/$defs/an%20order', $defs: { 'an order': order({}, { required: ['status'] }) } },
      'must not require the member status (/$defs/an order/required/0)'],
    ['requires one behind an anchor', order({}, { $ref: '#o', $defs: { o: { $anchor: 'o', required: ['status'] } } }), 'must not require the member status (/$defs/o/required/0)'],
    ['defines one behind its own id', order({}, { $id: 'https://shop.example/o', $ref: 'https://shop.example/o#/$defs/o', $defs: { o: { properties: { status: {} } } } }),
      'must not define the member status (/$defs/o/properties/status)'],
    ['requires one of itself', order({}, { allOf: [{ $ref: '#' }], required: ['status'] }), 'must not require the member status (/required/0)'],
    ['refers nowhere at its root', order({}, { $ref: '#/$defs/gone/for/good' }), 'can\'t resolve reference #/$defs/gone/for/good'],
    ['refers nowhere by name', order({}, { $ref: '#gone' }), 'can\'t resolve reference #gone'],
  ])('%s', (_what, schema, message) => {
    expect(compile(schema, { reservedMembers: ['status'] })).toThrow(message);
  });

  test('is not JSON', () => {
    expect(() => compileOrderValidator('{"type": object}')).toThrow('is not JSON: ');
  });
});
