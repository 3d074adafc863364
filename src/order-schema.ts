import { AssetCode } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { invalidProp } from './prop-validation';

/**
 * The shipped handler with the validator of another order schema.
 *
 * @internal
 */
export function compileOrderSchema(scope: Construct, schemaFile: string): AssetCode {
  throw invalidProp(scope, 'orderSchema', 'is not supported yet', schemaFile);
}
