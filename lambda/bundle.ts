import { generateAjvRuntime } from './build/ajv-runtime';
import { buildHandler, buildSchemaCompiler, printSizes } from './build/assets';
import { generateOrderContract } from './build/order-contract';

async function bundle(): Promise<void> {
  generateAjvRuntime();
  await generateOrderContract();
  await buildHandler();
  buildSchemaCompiler();
  printSizes();
}

bundle().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
