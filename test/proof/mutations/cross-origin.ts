import { Mutation } from './mutation';
import { TemplateEdit } from './template-edit';

const cors = (template: TemplateEdit) => template.properties('AWS::ApiGatewayV2::Api').CorsConfiguration;
const without = (member: string, header: string) => (template: TemplateEdit) => {
  cors(template)[member] = cors(template)[member].filter((one: string) => one !== header);
};

export const CROSS_ORIGIN_MUTATIONS: Mutation[] = [
  { row: 'cross-origin/allowed', broken: 'Idempotency-Key is not an allowed header', template: without('AllowHeaders', 'idempotency-key') },
  { row: 'cross-origin/allowed', broken: 'Location is not exposed', template: without('ExposeHeaders', 'location') },
  { row: 'cross-origin/allowed', broken: 'Authorization is not an allowed header', template: without('AllowHeaders', 'authorization') },
  { row: 'cross-origin/retry-after', broken: 'Retry-After is not exposed', template: without('ExposeHeaders', 'retry-after') },
  {
    row: 'cross-origin/forbidden',
    broken: 'every origin is allowed',
    template: (template) => { cors(template).AllowOrigins = ['*']; },
  },
  {
    row: 'cross-origin/default',
    broken: 'only one origin is allowed',
    template: (template) => { cors(template).AllowOrigins = ['https://shop.example']; },
  },
];
