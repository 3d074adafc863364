import { generateAjvRuntime } from './ajv-runtime';
import { buildCommands, buildHandler, buildRelay, buildSchemaCompiler, printSizes } from './assets';
import { generateOrderContract } from './order-contract';
import { writeThirdPartyLicences } from './third-party-licences';
import { isUpToDate, oneAtATime } from './up-to-date';

async function bundle(): Promise<void> {
  if (isUpToDate()) return;
  generateAjvRuntime();
  await generateOrderContract();
  writeThirdPartyLicences('assets/THIRD-PARTY-LICENSES', [await buildHandler(), await buildRelay(), buildSchemaCompiler(), buildCommands()]);
}

oneAtATime(bundle).then(printSizes).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
