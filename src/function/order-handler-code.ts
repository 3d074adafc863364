import { cpSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { FileSystem, Stage } from 'aws-cdk-lib';
import { AssetCode, Code } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { Violation } from '../validation/violation';

/** Where `npm run bundle` puts what is deployed and what compiles schemas. */
const ASSETS = join(__dirname, '..', '..', 'assets');

interface OrderSchemaCompiler {
  readonly PLATFORM_ATTRIBUTES: readonly string[];
  compileOrderValidator(schemaText: string, options: { reservedMembers: readonly string[] }): string;
}

/** What became of the schemas of this process: stages and platforms share theirs, and a compilation takes its time. */
const validators = new Map<string, string | Error>();

/**
 * The shipped handler, with the validator of another order schema if one is given.
 *
 * @internal
 */
export function orderHandlerCode(scope: Construct, schemaFile?: string): AssetCode {
  const shipped = join(ASSETS, 'place-order');
  if (schemaFile === undefined) return Code.fromAsset(shipped);
  const validator = compiledSchema(schemaFile);
  if (typeof validator !== 'string') throw validator;
  // Inside the cloud assembly, from where it is staged once the function exists; a temporary folder would outlive the synthesis.
  const hash = FileSystem.fingerprint(shipped, { extraHash: validator });
  const asset = join(Stage.of(scope)!.assetOutdir, `order-handler.${hash}`);
  cpSync(shipped, asset, { recursive: true });
  writeFileSync(join(asset, 'order-validator.js'), validator);
  return Code.fromAsset(asset);
}

/**
 * A file with a schema that can be compiled.
 *
 * @internal
 */
export function orderSchemaFile(schemaFile: string | undefined): Violation | undefined {
  const validator = schemaFile === undefined ? '' : compiledSchema(schemaFile);
  return typeof validator === 'string' ? undefined : { prop: 'orderSchema', rule: validator.message, got: schemaFile };
}

function compiledSchema(schemaFile: string): string | Error {
  let schemaText: string;
  try {
    schemaText = readFileSync(schemaFile, 'utf8');
  } catch (error) {
    return new Error(`must be a readable file (${(error as Error).message})`);
  }
  let validator = validators.get(schemaText);
  if (validator === undefined) {
    validator = compile(schemaText);
    validators.set(schemaText, validator);
  }
  return validator;
}

function compile(schemaText: string): string | Error {
  // Loaded only here: nobody else should pay for a schema compiler.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const compiler = require(join(ASSETS, 'order-schema-compiler', 'index.js')) as OrderSchemaCompiler;
  try {
    return compiler.compileOrderValidator(schemaText, { reservedMembers: compiler.PLATFORM_ATTRIBUTES });
  } catch (error) {
    return error as Error;
  }
}
