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

/** Every status of which `docs/openapi.json` says that the handler, not API Gateway alone, answers with it. */
export function documentedStatuses(): number[] {
  const responses = Object.entries<{ headers?: object }>(document.paths['/orders'].post.responses);
  return responses.filter(([, { headers }]) => headers !== undefined).map(([status]) => Number(status)).sort();
}

/** Headers that only some answers of a status have. */
const OCCASIONAL = ['Idempotent-Replayed'];

/** Checks that an answer of the handler is what `docs/openapi.json` promises: status, headers, content type, body. */
export function expectDocumented({ status, headers, json }: Answer): void {
  const response = document.paths['/orders'].post.responses[status];
  expect({ status, documented: response !== undefined }).toEqual({ status, documented: true });
  const sent = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const [[contentType]] = Object.entries(response.content);
  expect(sent.get('content-type')).toBe(contentType);
  expect(bodyViolations(status, contentType, json)).toEqual([]);
  for (const [name, { $ref = `#/paths/~1orders/post/responses/${status}/headers/${name}` }] of Object.entries<{ $ref?: string }>(response.headers)) {
    const value = sent.get(name.toLowerCase());
    if (value !== undefined || !OCCASIONAL.includes(name)) expect(violations(`${$ref}/schema`, value)).toEqual([]);
  }
}

/** What the schema of an answer's body says against a body. */
export function bodyViolations(status: number, contentType: string, body: unknown) {
  return violations(`#/paths/~1orders/post/responses/${status}/content/${contentType.replace('/', '~1')}/schema`, body);
}

function violations(pointer: string, value: unknown) {
  const validate = ajv.compile({ $ref: `https://openapi.test/${pointer}` });
  return validate(value) ? [] : validate.errors;
}
