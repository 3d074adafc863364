import { readFileSync } from 'node:fs';
import { templateFigures } from '../../bench/template-figures';

const page = readFileSync('docs/operations.md', 'utf8');
const { accessLogFormat } = templateFigures({});
const { properties: problemMembers } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')).components.schemas.Problem;

test('the reference that it names is a member of the problem answers', () => {
  const [, reference] = /problem answer[^`]*`(\w+)`/.exec(page)!;

  expect(Object.keys(problemMembers)).toContain(reference);
});

test('the member of the access log that it names is there', () => {
  const [, member] = /access log has the same id as `(\w+)`/.exec(page)!;

  expect(JSON.parse(accessLogFormat)).toHaveProperty(member, '$context.integration.requestId');
});

test('its queries name fields that one of the logs has', () => {
  const queries = [...page.matchAll(/^```\n(fields .*?)```/gms)].map(([, query]) => query);
  const fields = new Set(queries.flatMap((query) => query.match(/^fields (.*)$/m)![1].split(/,\s*/).concat([...query.matchAll(/(\w+) = '/g)].map(([, name]) => name))));
  // The function's line as test/lambda/place-order/telemetry/invocation-log.test.ts has it, and what CloudWatch Logs adds.
  const known = [...Object.keys(JSON.parse(accessLogFormat)), 'level', 'message', 'status', 'orderId', 'requestId', 'failure.kind', '@timestamp', '@log'];

  expect(queries).not.toEqual([]);
  expect([...fields].filter((field) => !known.includes(field))).toEqual([]);
});
