import { generateAjvRuntime } from './ajv-runtime';
import { buildHandler, buildSchemaCompiler, printSizes } from './assets';
import { generateOrderContract } from './order-contract';
import { writeThirdPartyLicences } from './third-party-licences';

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
