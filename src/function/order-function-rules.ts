import { SystemLogLevel, Tracing } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { reservedConcurrency } from './order-function';
import { OrderFunctionOptions, OrderHandlerCode } from './order-function-options';
import { orderSchemaFile } from './order-handler-code';
import { OrderOptions } from './order-options';
import { OrderLogLevel } from '../handler-contract/order-log-level';
import { inSame, located } from '../validation/brought-resources';
import { integer, member, notBoth, pattern, unless, wholeSeconds } from '../validation/prop-rules';
import { PropRules } from '../validation/validate-props';

/** What is said of the function, its code and its log. */
export interface OrderFunctionProps {
  readonly handler?: OrderHandlerCode;
  readonly orderSchema?: string;
  readonly orderOptions?: OrderOptions;
  readonly functionLogGroup?: ILogGroup;
  readonly functionOptions?: OrderFunctionOptions;
}

/**
 * Rules of the function.
 *
 * @internal
 */
export const orderFunctionRules: PropRules<OrderFunctionProps> = (
  { handler, orderSchema, orderOptions, functionLogGroup, functionOptions: options = {} }, scope,
) => [
  notBoth(['handler', handler], ['orderSchema', orderSchema], 'the shipped handler is what reads it'),
  notBoth(['handler', handler], ['orderOptions', orderOptions], 'the shipped handler is what reads it'),
  pattern('handler.handler', handler?.handler, /^\S{1,128}$/, 'must be 1 to 128 characters without spaces'),
  handler ? undefined : orderSchemaFile(orderSchema),
  notBoth(['functionLogGroup', functionLogGroup], ['functionOptions.logRetention', options.logRetention], 'a log group of your own keeps its retention'),
  inSame('account', scope, 'functionLogGroup', located(functionLogGroup, functionLogGroup?.logGroupArn), 'Lambda writes to log groups of its own account'),
  inSame('region', scope, 'functionLogGroup', located(functionLogGroup, functionLogGroup?.logGroupArn), 'Lambda writes to log groups of its own region'),
  member('functionOptions.logRetention', options.logRetention, RetentionDays),
  member('functionOptions.logLevel', options.logLevel, OrderLogLevel),
  member('functionOptions.systemLogLevel', options.systemLogLevel, SystemLogLevel),
  member('functionOptions.tracing', options.tracing, Tracing),
  integer('functionOptions.memorySize', options.memorySize, { minimum: 128, maximum: 10_240, unit: 'MiB' }),
  wholeSeconds('functionOptions.timeout', options.timeout, { minimum: 1, maximum: 900 }),
  concurrencyRules(options, scope),
];

const concurrencyRules: PropRules<OrderFunctionOptions> = (options) => {
  const { reserveConcurrency, reservedConcurrentExecutions: given, provisionedConcurrentExecutions } = options;
  const isReserved = reserveConcurrency !== false;
  return [
    integer('functionOptions.reservedConcurrentExecutions', given, { minimum: 1, maximum: 1_000_000 }),
    unless(isReserved || given === undefined, 'functionOptions.reservedConcurrentExecutions',
      'must not be given with `functionOptions.reserveConcurrency` false', given),
    integer('functionOptions.provisionedConcurrentExecutions', provisionedConcurrentExecutions, isReserved
      ? { minimum: 1, maximum: reservedConcurrency(options), unit: '(the reserved concurrency)' }
      : { minimum: 1, maximum: 1_000_000 }),
  ];
};
