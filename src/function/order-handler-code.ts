import { cpSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { FileSystem, Stage } from 'aws-cdk-lib';
import { AssetCode, Code } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { invalidProp } from '../validation/prop-validation';

/** Where `npm run bundle` puts what is deployed and what compiles schemas. */
const ASSETS = join(__dirname, '..', '..', 'assets');

interface OrderSchemaCompiler {
  readonly PLATFORM_ATTRIBUTES: readonly string[];
  compileOrderValidator(schemaText: string, options: { reservedMembers: readonly string[] }): string;
}

/**
 * The shipped handler, with the validator of another order schema if one is given.
 *
 * @internal
 */
export function orderHandlerCode(scope: Construct, schemaFile?: string): AssetCode {
  const shipped = join(ASSETS, 'place-order');
  if (schemaFile === undefined) return Code.fromAsset(shipped);
  const validator = compileSchema(scope, schemaFile);
  // Inside the cloud assembly, from where it is staged once the function exists; a temporary folder would outlive the synthesis.
  const hash = FileSystem.fingerprint(shipped, { extraHash: validator });
  const asset = join(Stage.of(scope)!.assetOutdir, `order-handler.${hash}`);
  cpSync(shipped, asset, { recursive: true });
  writeFileSync(join(asset, 'order-validator.js'), validator);
  return Code.fromAsset(asset);
}

function compileSchema(scope: Construct, schemaFile: string): string {
  let schemaText: string;
  try {
    schemaText = readFileSync(schemaFile, 'utf8');
  } catch (error) {
    throw invalidProp(scope, 'orderSchema', `must be a readable file (${(error as Error).message})`, schemaFile);
  }
  // Loaded only here: nobody else should pay for a schema compiler.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const compiler = require(join(ASSETS, 'order-schema-compiler', 'index.js')) as OrderSchemaCompiler;
  try {
    return compiler.compileOrderValidator(schemaText, { reservedMembers: compiler.PLATFORM_ATTRIBUTES });
  } catch (error) {
    throw invalidProp(scope, 'orderSchema', (error as Error).message, schemaFile);
  }
}
