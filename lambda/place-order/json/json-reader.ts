import { isExact } from './exact-number';
import type { JsonObject, JsonValue } from './json-value';
import type { Violation } from '../problem';
import { violationAt, ViolationList } from '../violations/violation-list';

/** DynamoDB stores documents of up to 32 levels, of which the item itself takes some. */
const MAX_DEPTH = 30;
/** Bounds the work that one request can cause. The largest order of the default schema has some 600 values. */
const MAX_VALUES = 10_000;
/** UTF-8 bytes that DynamoDB takes for the name of an attribute, also of one inside a map. */
const MAX_NAME_BYTES = 65_535;
/** The most bytes that one UTF-16 unit of a text becomes. */
const BYTES_PER_UNIT = 3;

const WHITE_SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const PLAIN_STRING = /"[^"\\\u0000-\u001f]*"/y;
const ESCAPED_STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/y;
const LITERAL = /true|false|null/y;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Text that is not JSON, or JSON beyond the limits. The message never quotes the text. */
export class JsonReadError extends Error {
  constructor(readonly kind: 'syntax' | 'size', readonly violation: Violation) {
    super(violation.detail);
  }
}

export interface JsonReading {
  readonly value: JsonValue;
  /** Places that could only be stored altered. */
  readonly violations: ViolationList;
}

/**
 * Reads JSON (RFC 8259) without altering it.
 *
 * Where `JSON.parse` silently drops or rounds (repeated members, numbers beyond a double's precision) or lets pass what DynamoDB
 * cannot store (lone surrogates, deep nesting), this reports the place.
 *
 * @throws JsonReadError
 */
export function readJson(text: string): JsonReading {
  const reader = new JsonReader(text);
  return { value: reader.document(), violations: reader.violations };
}

class JsonReader {
  readonly violations = new ViolationList();
  private readonly path: (string | number)[] = [];
  private position = 0;
  private values = 0;

  constructor(private readonly text: string) {}

  document(): JsonValue {
    const value = this.value();
    if (this.position < this.text.length) throw this.syntaxError('the end of the text');
    return value;
  }

  /** Reads one value and the white space around it. */
  private value(): JsonValue {
    if (++this.values > MAX_VALUES) throw this.limitError('size', `has more than ${MAX_VALUES} values`);
    this.match(WHITE_SPACE);
    const value = this.bareValue();
    this.match(WHITE_SPACE);
    return value;
  }

  private bareValue(): JsonValue {
    switch (this.text[this.position]) {
      case '{': return this.object();
      case '[': return this.array();
      case '"': return this.string();
      case 't': case 'f': case 'n': return this.literal();
      default: return this.number();
    }
  }

  private object(): JsonObject {
    const object: JsonObject = {};
    this.elements('}', () => {
      this.match(WHITE_SPACE);
      if (this.text[this.position] !== '"') throw this.syntaxError('a member name');
      const name = this.string();
      this.match(WHITE_SPACE);
      this.expect(':');
      this.path.push(name);
      if (!isStorable(name)) this.violation('is a member name that cannot be stored');
      else if (Object.hasOwn(object, name)) this.violation('occurs more than once in its object');
      object[name] = this.value();
      this.path.pop();
    });
    return object;
  }

  private array(): JsonValue[] {
    const array: JsonValue[] = [];
    this.elements(']', () => {
      this.path.push(array.length);
      array.push(this.value());
      this.path.pop();
    });
    return array;
  }

  /** Reads from an opening bracket to its closing one, calling back for each element. */
  private elements(close: string, readElement: () => void): void {
    if (this.path.length >= MAX_DEPTH) throw this.limitError('syntax', `is nested more than ${MAX_DEPTH} levels deep`);
    this.position++;
    this.match(WHITE_SPACE);
    if (this.text[this.position] === close) {
      this.position++;
      return;
    }
    readElement();
    while (this.text[this.position] === ',') {
      this.position++;
      readElement();
    }
    this.expect(close);
  }

  private string(): string {
    const plain = this.match(PLAIN_STRING);
    const literal = plain ?? this.match(ESCAPED_STRING);
    if (literal === undefined) throw this.syntaxError('a string without control characters and with valid escapes');
    const value = plain === undefined ? JSON.parse(literal) as string : literal.slice(1, -1);
    if (LONE_SURROGATE.test(value)) this.violation('has half a surrogate pair, which is no character');
    return value;
  }

  private number(): number {
    const literal = this.match(NUMBER);
    if (!literal) throw this.syntaxError('a JSON value');
    const value = Number(literal);
    if (!isExact(literal, value)) this.violation('is a number with more digits or a larger exponent than can be stored exactly');
    return value === 0 ? 0 : value;
  }

  private literal(): JsonValue {
    const literal = this.match(LITERAL);
    if (literal === undefined) throw this.syntaxError('a JSON value');
    return literal === 'null' ? null : literal === 'true';
  }

  private match(token: RegExp): string | undefined {
    token.lastIndex = this.position;
    const match = token.exec(this.text);
    if (!match) return undefined;
    this.position = token.lastIndex;
    return match[0];
  }

  private expect(character: string): void {
    if (this.text[this.position] !== character) throw this.syntaxError(`\`${character}\``);
    this.position++;
  }

  private violation(detail: string): void {
    this.violations.add({ path: this.path }, detail, detail);
  }

  private syntaxError(expected: string): JsonReadError {
    return this.limitError('syntax', `is not JSON: expected ${expected} at character ${this.position + 1} of the body`);
  }

  private limitError(kind: JsonReadError['kind'], detail: string): JsonReadError {
    return new JsonReadError(kind, violationAt({ path: this.path }, detail, detail));
  }
}

function isStorable(name: string): boolean {
  if (name === '' || name === '__proto__') return false;
  return name.length * BYTES_PER_UNIT <= MAX_NAME_BYTES || Buffer.byteLength(name) <= MAX_NAME_BYTES;
}
