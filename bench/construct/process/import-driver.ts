// Imports the package in a process of its own and prints what that took and which files of others it loaded.
// Modules given as arguments are loaded before, unmeasured, as the package would.
import { createRequire } from 'node:module';

const [, , packageFile, packageFolder, modulesBefore] = process.argv;
const packageRequire = createRequire(packageFile);
packageRequire('aws-cdk-lib');
for (const name of JSON.parse(modulesBefore)) packageRequire(name);
const [wallStart, cpuStart] = [process.hrtime.bigint(), process.cpuUsage()];
packageRequire(packageFile);
const { user, system } = process.cpuUsage(cpuStart);
const wall = Number(process.hrtime.bigint() - wallStart) / 1e6;
const filesOfOthers = Object.keys(require.cache).filter((file) => !file.startsWith(packageFolder) && file !== __filename);
console.log(JSON.stringify({ wall, cpu: (user + system) / 1000, filesOfOthers }));
