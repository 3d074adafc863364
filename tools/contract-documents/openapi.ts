import { ANSWERS, Answer } from './answers';
import { exampleBody, gatewayExample } from './examples';
import { ExampleOrder, OrderSchema, PLATFORM_MEMBERS } from './stored-order';
import { IDEMPOTENCY_KEY } from '../../lambda/place-order/request/idempotency-key';
import { TYPE_PREFIX } from '../../lambda/place-order/response/problem-response';

const SUCCESS_HEADERS = { 'Location': 'Location', 'Idempotent-Replayed': 'IdempotentReplayed' };
const ALL_HEADERS = { 'Cache-Control': 'CacheControl', 'Strict-Transport-Security': 'StrictTransportSecurity' };

/** OpenAPI 3.1 document of the API, around the order's schema and an example of an order. */
export function openApiDocument(orderSchema: OrderSchema, example: ExampleOrder): Record<string, unknown> {
  const { $schema, ...order } = orderSchema;
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: $schema,
    info: {
      title: 'Order processing',
      version: '1.0.0',
      description: 'Accepts orders: what is acknowledged is stored, once.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{
      url: 'https://{apiId}.execute-api.{region}.amazonaws.com',
      description: 'The stack\'s output `APIGatewayURL`.',
      variables: { apiId: { default: 'a1b2c3d4e5' }, region: { default: 'us-east-1' } },
    }],
    // An authorizer is the shop's own choice.
    security: [],
    paths: {
      '/orders': {
        post: {
          operationId: 'placeOrder',
          summary: 'Place an order',
          parameters: [{ $ref: '#/components/parameters/IdempotencyKey' }],
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' }, example } },
          },
          responses: Object.fromEntries(ANSWERS.map((answer) => [answer.status, response(answer, example)])),
        },
      },
    },
    components: {
      parameters: { IdempotencyKey: idempotencyKeyParameter() },
      headers: sharedHeaders(),
      schemas: { Order: order, StoredOrder: storedOrderSchema(orderSchema), Problem: problem(), GatewayMessage: gatewayMessage() },
    },
  };
}

function idempotencyKeyParameter() {
  return {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'Unique to this order and the same on every retry of it: then the order is stored once. A retry without it may store another one.',
    schema: { type: 'string', pattern: IDEMPOTENCY_KEY.source },
  };
}

function response(answer: Answer, order: ExampleOrder) {
  const { status, when, problems, whenFromGateway } = answer;
  const fromGateway = whenFromGateway === undefined ? {} : { 'application/json': { ...schemaReference('GatewayMessage'), example: gatewayExample(status) } };
  if (when === undefined) return { description: `From API Gateway: ${whenFromGateway}`, content: fromGateway };
  const isSuccess = problems.length === 0;
  const content = { ...schemaReference(isSuccess ? 'StoredOrder' : 'Problem'), example: exampleBody(answer, order) };
  const headers = { ...ALL_HEADERS, ...(isSuccess ? SUCCESS_HEADERS : {}), ...(status === 503 ? { 'Retry-After': 'RetryAfter' } : {}) };
  return {
    description: whenFromGateway === undefined ? when : `${when} From API Gateway, as \`application/json\`: ${whenFromGateway}`,
    headers: Object.fromEntries(Object.entries(headers).map(([name, component]) => (
      [name, whenFromGateway === undefined ? { $ref: `#/components/headers/${component}` } : unlessFromGateway(component)]
    ))),
    content: { [isSuccess ? 'application/json' : 'application/problem+json']: content, ...fromGateway },
  };
}

function schemaReference(name: string) {
  return { schema: { $ref: `#/components/schemas/${name}` } };
}

/** A header that API Gateway does not send with answers of its own. */
function unlessFromGateway(component: string) {
  const { required, ...header } = responseHeaders()[component];
  return { ...header, description: `${header.description ?? 'On every answer of the handler.'} Absent if API Gateway answers.` };
}

/** `Retry-After` stands with the one status that has it. */
function sharedHeaders() {
  const { RetryAfter, ...shared } = responseHeaders();
  return shared;
}

interface Header {
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: object;
}

function responseHeaders(): Record<string, Header> {
  return {
    CacheControl: { required: true, schema: { const: 'no-store' } },
    StrictTransportSecurity: { required: true, schema: { type: 'string' } },
    Location: { required: true, description: 'Path of the order, with the base path of the API\'s domain if it has one.', schema: { type: 'string', pattern: '^(/.+)?/orders/[0-9a-f-]{36}$' } },
    IdempotentReplayed: { description: 'Present if an earlier request had stored the order.', schema: { type: 'string', const: 'true' } },
    RetryAfter: { required: true, description: 'Seconds.', schema: { type: 'string', pattern: '^[0-9]+$' } },
  };
}

function storedOrderSchema({ required = [], properties }: OrderSchema) {
  return {
    title: 'StoredOrder',
    description: 'The order as submitted, and what the platform adds.',
    type: 'object',
    additionalProperties: false,
    required: [...Object.keys(PLATFORM_MEMBERS), ...required],
    properties: {
      ...PLATFORM_MEMBERS,
      ...Object.fromEntries(Object.keys(properties).map((name) => [name, { $ref: `#/components/schemas/Order/properties/${name}` }])),
    },
  };
}

function gatewayMessage() {
  return {
    title: 'GatewayMessage',
    description: 'What API Gateway says when the handler does not answer.',
    type: 'object',
    required: ['message'],
    properties: { message: { description: 'The status in words.', type: 'string' } },
  };
}

function problem() {
  return {
    title: 'Problem',
    description: 'Problem details as of RFC 9457.',
    type: 'object',
    additionalProperties: false,
    required: ['type', 'title', 'status', 'detail', 'requestId'],
    properties: {
      type: { description: 'Kind of the problem.', enum: ANSWERS.flatMap(({ problems }) => problems.map((name) => TYPE_PREFIX + name)) },
      title: { description: 'The kind in words.', type: 'string' },
      status: { description: 'HTTP status.', type: 'integer' },
      detail: { description: 'What to do about it.', type: 'string' },
      requestId: { description: 'Reference to the log line.', type: 'string' },
      errors: {
        description: 'Each violation.',
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['pointer', 'detail'],
          properties: {
            pointer: { description: 'JSON pointer (RFC 6901) into the request body; empty for the whole.', type: 'string' },
            detail: { description: 'What is wrong there.', type: 'string' },
          },
        },
      },
    },
  };
}
