import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { ApiAnswer } from './api-client';

const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
ajv.addSchema({ $id: 'https://openapi.test/', ...document });

/** Checks that an answer is what `docs/openapi.json` promises: status, headers, content type, body. */
export function expectDocumented({ status, headers, json }: ApiAnswer): void {
  const response = document.paths['/orders'].post.responses[status];
  expect({ status, documented: response !== undefined }).toEqual({ status, documented: true });
  const [[contentType]] = Object.entries(response.content);
  expect(headers['Content-Type']).toBe(contentType);
  const pointer = `#/paths/~1orders/post/responses/${status}/content/${contentType.replace('/', '~1')}/schema`;
  expect(violations(pointer, json)).toEqual([]);
  expect(Object.keys(headers).filter((name) => name !== 'Content-Type' && !(name in response.headers))).toEqual([]);
  for (const [name, { $ref }] of Object.entries<{ $ref: string }>(response.headers)) {
    const isRequired = document.components.headers[$ref.split('/').pop()!].required === true;
    if (isRequired || name in headers) expect(violations(`${$ref}/schema`, headers[name])).toEqual([]);
  }
}

function violations(pointer: string, value: unknown) {
  const validate = ajv.compile({ $ref: `https://openapi.test/${pointer}` });
  return validate(value) ? [] : validate.errors;
}
