import { generateAjvRuntime } from './build/ajv-runtime';
import { buildHandler, buildSchemaCompiler, printSizes } from './build/assets';
import { generateOrderContract } from './build/order-contract';
import { writeThirdPartyLicences } from './build/third-party-licences';

async function bundle(): Promise<void> {
  generateAjvRuntime();
  await generateOrderContract();
  writeThirdPartyLicences('assets/THIRD-PARTY-LICENSES', [await buildHandler(), buildSchemaCompiler()]);
  printSizes();
}

bundle().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
