import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
ajv.addSchema({ $id: 'https://openapi.test/', ...document });

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders | Readonly<Record<string, string>>;
  readonly json: unknown;
}

/** Every status that `docs/openapi.json` mentions. */
export function documentedStatuses(): number[] {
  return Object.keys(document.paths['/orders'].post.responses).map(Number).sort();
}

/** Checks that an answer is what `docs/openapi.json` promises: status, headers, content type, body. */
export function expectDocumented({ status, headers, json }: Answer): void {
  const response = document.paths['/orders'].post.responses[status];
  expect({ status, documented: response !== undefined }).toEqual({ status, documented: true });
  const sent = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const [[contentType]] = Object.entries(response.content);
  expect(sent.get('content-type')).toBe(contentType);
  const pointer = `#/paths/~1orders/post/responses/${status}/content/${contentType.replace('/', '~1')}/schema`;
  expect(violations(pointer, json)).toEqual([]);
  for (const [name, { $ref }] of Object.entries<{ $ref: string }>(response.headers)) {
    const isRequired = document.components.headers[$ref.split('/').pop()!].required === true;
    const value = sent.get(name.toLowerCase());
    if (isRequired || value !== undefined) expect(violations(`${$ref}/schema`, value)).toEqual([]);
  }
}

function violations(pointer: string, value: unknown) {
  const validate = ajv.compile({ $ref: `https://openapi.test/${pointer}` });
  return validate(value) ? [] : validate.errors;
}
